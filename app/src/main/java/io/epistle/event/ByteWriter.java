package io.epistle.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing buffer for the product's own binary encodings: varints, zigzag, length-prefixed text.
/// Not thread-safe.
public final class ByteWriter {
    private byte[] buffer;
    private int size;

    /// A writer with room for 256 bytes before it grows.
    public ByteWriter() {
        this(256);
    }

    /// A writer with room for `capacity` bytes before it grows.
    public ByteWriter(int capacity) {
        buffer = new byte[Math.max(capacity, 16)];
    }

    /// What was written, as a copy of its own.
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    /// The number of bytes written.
    public int size() {
        return size;
    }

    /// One byte; the upper 24 bits are ignored.
    public ByteWriter writeByte(int value) {
        reserve(1);
        buffer[size++] = (byte) value;
        return this;
    }

    /// Bytes as they are, without their length.
    public ByteWriter writeRaw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return this;
    }

    /// Bytes behind their length as a varint.
    public ByteWriter writeBytes(byte[] bytes) {
        return writeVarint(bytes.length).writeRaw(bytes);
    }

    /// A text as UTF-8 behind its length in bytes.
    public ByteWriter writeText(String text) {
        return writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// 8 bytes, big-endian, so that unsigned numbers sort as their bytes do.
    public ByteWriter writeLong(long value) {
        reserve(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /// An unsigned number in 1 to 10 bytes of 7 bits, the lowest first.
    public ByteWriter writeVarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    /// A signed number whose small magnitudes take few bytes.
    public ByteWriter writeZigzag(long value) {
        return writeVarint((value << 1) ^ (value >> 63));
    }

    /// A stem id, 16 bytes.
    public ByteWriter writeStem(StemId stem) {
        return writeLong(stem.high()).writeLong(stem.low());
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
