package io.epistle.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads what [ByteWriter] wrote. Every read that would leave the buffer throws [MalformedBytes]: a
/// torn or foreign record is found, never misread.
public final class ByteReader {
    private final byte[] buffer;
    private int position;

    /// A reader at the first byte of `buffer`, which must not change meanwhile.
    public ByteReader(byte[] buffer) {
        this.buffer = buffer;
    }

    /// Bytes that are not what their place in the store says they are.
    public static final class MalformedBytes extends RuntimeException {
        private static final long serialVersionUID = 1;

        /// Bytes of which `message` says what was found and expected.
        public MalformedBytes(String message) {
            super(message);
        }
    }

    /// Whether all bytes are read.
    public boolean atEnd() {
        return position == buffer.length;
    }

    /// The number of bytes not yet read.
    public int remaining() {
        return buffer.length - position;
    }

    /// One byte, 0 to 255.
    public int readByte() {
        require(1);
        return buffer[position++] & 0xFF;
    }

    /// The next `length` bytes.
    public byte[] readRaw(int length) {
        require(length);
        byte[] bytes = Arrays.copyOfRange(buffer, position, position + length);
        position += length;
        return bytes;
    }

    /// Bytes behind their length.
    public byte[] readBytes() {
        return readRaw(readCount());
    }

    /// A text behind its length.
    public String readText() {
        int length = readCount();
        require(length);
        String text = new String(buffer, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    /// 8 bytes, big-endian.
    public long readLong() {
        require(Long.BYTES);
        long value = 0;
        for (int index = 0; index < Long.BYTES; index++) {
            value = value << 8 | (buffer[position++] & 0xFF);
        }
        return value;
    }

    /// An unsigned varint.
    public long readVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw new MalformedBytes("found a number of more than 10 bytes at byte " + position);
    }

    /// A number of things or bytes that must still fit into what remains.
    public int readCount() {
        long count = readVarint();
        if (count < 0 || count > remaining()) {
            throw new MalformedBytes(
                    "found a count of %d with %d bytes left".formatted(count, remaining()));
        }
        return (int) count;
    }

    /// A signed number.
    public long readZigzag() {
        long raw = readVarint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    /// A stem id.
    public StemId readStem() {
        return new StemId(readLong(), readLong());
    }

    private void require(int length) {
        if (length < 0 || remaining() < length) {
            throw new MalformedBytes(
                    "found %d bytes, expected %d more".formatted(remaining(), length));
        }
    }
}
