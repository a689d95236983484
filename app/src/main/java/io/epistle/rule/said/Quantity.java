package io.epistle.rule.said;

/// How many conditions of a list must hold.
public sealed interface Quantity {
    /// `all of`.
    record Every() implements Quantity {}

    /// `any of`.
    record Some() implements Quantity {}

    /// `none of`.
    record None() implements Quantity {}

    /// `exactly 2 of`, `at least 2 of`.
    ///
    /// @param number 0 or more
    record Bounded(CountWord word, int number) implements Quantity {
        public Bounded {
            if (number < 0) {
                throw new IllegalArgumentException(
                        "found %d, expected 0 or more".formatted(number));
            }
        }
    }
}
