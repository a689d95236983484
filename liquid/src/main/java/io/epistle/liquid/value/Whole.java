package io.epistle.liquid.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A whole number that fits 64 bits.
///
/// @param number the number
public record Whole(long number) implements NumberValue, Comparable<Whole> {
    private static final int CACHE_FROM = -128;
    // Loop counters, positions and small quantities: most numbers of a mail are below this.
    private static final int CACHE_TO = 1024;
    private static final Whole[] CACHE = cache();

    /// Zero.
    public static final Whole ZERO = of(0);

    /// One.
    public static final Whole ONE = of(1);

    /// The number as a value; small ones are shared.
    public static Whole of(long number) {
        return number >= CACHE_FROM && number < CACHE_TO
                ? CACHE[(int) number - CACHE_FROM]
                : new Whole(number);
    }

    /// The number as a value, 64 bits wide where it fits.
    public static NumberValue of(BigInteger number) {
        return number.bitLength() < Long.SIZE ? of(number.longValue()) : new BigWhole(number);
    }

    @Override
    public BigDecimal exact() {
        return BigDecimal.valueOf(number);
    }

    /// An order, so that a table finds many of one hash fast.
    @Override
    public int compareTo(Whole other) {
        return Long.compare(number, other.number);
    }

    private static Whole[] cache() {
        var cache = new Whole[CACHE_TO - CACHE_FROM];
        for (int i = 0; i < cache.length; i++) {
            cache[i] = new Whole(i + CACHE_FROM);
        }
        return cache;
    }
}
