package io.epistle.compose;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/// The name of one planned message to one address: 128 bits, from which its Message-ID, its MIME
/// boundary and its links are derived. Composing the same send twice therefore gives the same
/// bytes. It holds nothing personal and must not be guessable from public facts: derive it by a
/// keyed hash of what makes the send unique.
///
/// @param high the first 64 bits, big-endian
/// @param low the last 64 bits
public record SendId(long high, long low) implements Comparable<SendId> {

    /// Size in bytes.
    public static final int BYTES = 16;

    private static final HexFormat HEX = HexFormat.of();

    /// The id held by 16 bytes, big-endian.
    ///
    /// @throws IllegalArgumentException when there are not exactly 16
    public static SendId of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "a send id has " + BYTES + " bytes, found " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new SendId(buffer.getLong(), buffer.getLong());
    }

    /// Reads the 32 hexadecimal digits of [#toString()]; empty when the text is anything else.
    public static Optional<SendId> parse(String hex) {
        if (hex.length() != 2 * BYTES || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        return Optional.of(of(HEX.parseHex(hex)));
    }

    /// The id as 16 bytes, big-endian.
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    @Override
    public int compareTo(SendId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /// The id as 32 lower-case hexadecimal digits.
    @Override
    public String toString() {
        return HEX.toHexDigits(high) + HEX.toHexDigits(low);
    }
}
