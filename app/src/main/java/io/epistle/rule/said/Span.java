package io.epistle.rule.said;

/// A length of time as said, such as `14 days`.
///
/// @param amount 0 to [#AMOUNT_MAX]; 0 makes sense only as the near end of `between 0 and 3 days
///   ago`
/// @param unit the unit
public record Span(long amount, Unit unit) {
    /// 100,000 years still fit an instant in milliseconds; longer is a mistake of the keyboard.
    public static final long AMOUNT_MAX = 100_000;

    public Span {
        if (amount < 0 || amount > AMOUNT_MAX) {
            throw new IllegalArgumentException(
                    "found %d, expected 0 to %d".formatted(amount, AMOUNT_MAX));
        }
    }
}
