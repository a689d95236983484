package io.epistle.event;

import java.util.HexFormat;

/// The identity of a stem: 128 bits of a keyed hash of the source and message id of its first fact.
/// Written as 32 hexadecimal digits.
public record StemId(long high, long low) implements Comparable<StemId> {
    /// The size in keys and files.
    public static final int BYTES = 16;

    /// Reads the 32 digits that [#toString] writes.
    ///
    /// @throws IllegalArgumentException where `text` is anything else
    public static StemId parse(String text) {
        if (text.length() != 2 * BYTES) {
            throw new IllegalArgumentException(
                    "found %d characters, expected 32 hexadecimal digits".formatted(text.length()));
        }
        return new StemId(
                HexFormat.fromHexDigitsToLong(text, 0, 16),
                HexFormat.fromHexDigitsToLong(text, 16, 32));
    }

    @Override
    public int compareTo(StemId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
