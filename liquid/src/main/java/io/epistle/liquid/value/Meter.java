package io.epistle.liquid.value;

/// Counts the work a render does, so that it can be stopped.
@FunctionalInterface
public interface Meter {
    /// Characters handled for one step; a step is meant to cost about as much as rendering a node.
    int CHARACTERS_PER_STEP = 64;

    /// Digits that meet digits for one step: calculating with numbers, writing and reading them
    /// takes the square of their digits.
    int DIGIT_PAIRS_PER_STEP = 4096;

    /// Counts work; call it before work that grows with the data.
    ///
    /// @param steps how much, one for about each item visited
    /// @throws io.epistle.liquid.LimitReached where the limit is reached
    void charge(long steps);

    /// Counts work on this many characters.
    ///
    /// @throws io.epistle.liquid.LimitReached where the limit is reached
    default void chargeText(long characters) {
        if (characters >= CHARACTERS_PER_STEP) {
            charge(characters / CHARACTERS_PER_STEP);
        }
    }

    /// Counts a search, which at worst compares a part of a text at each of its characters.
    ///
    /// @param characters length of the text
    /// @param part length of what is searched in it
    /// @throws io.epistle.liquid.LimitReached where the render has done too much
    default void chargeSearch(long characters, long part) {
        chargeText(characters * (1 + part / CHARACTERS_PER_STEP));
    }

    /// Counts a calculation over this many decimal digits; up to 64 are free.
    ///
    /// @throws io.epistle.liquid.LimitReached where the limit is reached
    default void chargeDigits(long digits) {
        long pairs = digits * digits;
        if (pairs > DIGIT_PAIRS_PER_STEP) {
            charge(pairs / DIGIT_PAIRS_PER_STEP);
        }
    }
}
