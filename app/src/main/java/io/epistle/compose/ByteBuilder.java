package io.epistle.compose;

import java.util.Arrays;

/// A growing run of bytes, unsynchronized, for one writer.
final class ByteBuilder {

    private byte[] bytes;
    private int length;

    ByteBuilder(int expected) {
        this.bytes = new byte[Math.max(expected, 64)];
    }

    ByteBuilder append(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) value;
        return this;
    }

    ByteBuilder append(byte[] source) {
        return append(source, 0, source.length);
    }

    ByteBuilder append(byte[] source, int from, int to) {
        int count = to - from;
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * length, Math.addExact(length, count)));
        }
        System.arraycopy(source, from, bytes, length, count);
        length += count;
        return this;
    }

    /// Appends text that holds nothing beyond ASCII.
    ByteBuilder ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i));
        }
        return this;
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
