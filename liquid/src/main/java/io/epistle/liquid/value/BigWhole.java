package io.epistle.liquid.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A whole number past 64 bits.
///
/// @param number the number; [Whole#of(BigInteger)] chooses the narrower form where it fits
public record BigWhole(BigInteger number) implements NumberValue, Comparable<BigWhole> {

    @Override
    public BigDecimal exact() {
        return new BigDecimal(number);
    }

    /// An order, so that a table finds many of one hash fast.
    @Override
    public int compareTo(BigWhole other) {
        return number.compareTo(other.number);
    }
}
