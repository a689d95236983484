package io.epistle.console;

import java.math.BigDecimal;

/// An exact amount of one currency.
///
/// @param amount in major units, such as pounds; may be negative (a refund)
/// @param currency the ISO 4217 code, such as `GBP`
public record Money(BigDecimal amount, String currency) {
    private static final int CODE_LENGTH = 3;

    public Money {
        if (currency.length() != CODE_LENGTH) {
            throw new IllegalArgumentException(
                    "found currency %s, expected three letters such as GBP".formatted(currency));
        }
    }
}
