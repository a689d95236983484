package io.epistle.liquid.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A whole number past 64 bits.
///
/// @param number the number; [Whole#of(BigInteger)] chooses the narrower form where it fits
public record BigWhole(BigInteger number) implements NumberValue {

    @Override
    public BigDecimal exact() {
        return new BigDecimal(number);
    }
}
