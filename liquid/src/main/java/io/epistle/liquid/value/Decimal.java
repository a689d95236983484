package io.epistle.liquid.value;

import java.math.BigDecimal;

/// A decimal number. Arithmetic on it runs over its shortest decimal digits, so `0.1 + 0.2` is
/// `0.3`.
///
/// @param number the number
public record Decimal(double number) implements NumberValue {

    @Override
    public BigDecimal exact() {
        return BigDecimal.valueOf(number);
    }
}
