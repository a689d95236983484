package io.epistle.console;

import java.math.BigDecimal;

/// An exact amount of one currency.
///
/// @param amount in major units, such as pounds; may be negative (a refund)
/// @param currency the ISO 4217 code, such as `GBP`, or [#NO_CURRENCY]
public record Money(BigDecimal amount, String currency) {
    /// What ISO 4217 writes where there is no currency: of orders whose file did not say it.
    public static final String NO_CURRENCY = "XXX";

    private static final int CODE_LENGTH = 3;

    public Money {
        if (currency.length() != CODE_LENGTH) {
            throw new IllegalArgumentException(
                    "found currency %s, expected three letters such as GBP".formatted(currency));
        }
    }
}
