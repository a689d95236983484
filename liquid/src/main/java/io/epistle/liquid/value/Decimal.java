package io.epistle.liquid.value;

import java.math.BigDecimal;

/// A decimal number. Arithmetic on it runs over its shortest decimal digits, so `0.1 + 0.2` is
/// `0.3`.
///
/// @param number the number
public record Decimal(double number) implements NumberValue, Comparable<Decimal> {

    @Override
    public BigDecimal exact() {
        return BigDecimal.valueOf(number);
    }

    /// An order, so that a table finds many of one hash fast.
    @Override
    public int compareTo(Decimal other) {
        return Double.compare(number, other.number);
    }
}
