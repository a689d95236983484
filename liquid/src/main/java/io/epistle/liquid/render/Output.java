package io.epistle.liquid.render;

import io.epistle.liquid.LimitReached;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes a render writes, in UTF-8. A caller that renders many times keeps one and resets it
/// between renders; it is not for two threads at once.
public final class Output {
    private static final int CAPACITY_MIN = 64;

    private byte[] bytes;
    private int length;
    private int lengthMax = Integer.MAX_VALUE - 16;

    /// An empty buffer.
    ///
    /// @param capacity bytes it has room for before it grows
    public Output(int capacity) {
        this.bytes = new byte[Math.max(CAPACITY_MIN, capacity)];
    }

    /// How many bytes are written.
    public int length() {
        return length;
    }

    /// Forgets what is written and keeps the room.
    public void reset() {
        length = 0;
    }

    /// A copy of what is written.
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /// What is written, as text.
    @Override
    public String toString() {
        return since(0);
    }

    /// Appends bytes that are UTF-8.
    public void append(byte[] utf8) {
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    /// Appends text as it is where the limit leaves room for all of it.
    void appendIfRoom(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= lengthMax - length) {
            append(utf8);
        }
    }

    /// Appends text as it is.
    public void append(String text) {
        int size = text.length();
        room(size);
        byte[] target = bytes;
        int at = length;
        int i = 0;
        while (i < size) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                break;
            }
            target[at++] = (byte) c;
            i++;
        }
        length = at;
        if (i < size) {
            appendWide(text, i);
        }
    }

    /// Appends text with the five characters of HTML escaped.
    public void appendEscaped(String text) {
        int size = text.length();
        room(size);
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                i = appendPoint(text, i);
            } else if (c != '&' && c != '<' && c != '>' && c != '"' && c != '\'') {
                room(1);
                bytes[length++] = (byte) c;
            } else {
                append(entity(c));
            }
        }
    }

    /// Appends a whole number.
    public void append(long number) {
        if (number >= 0 && number < 10) {
            room(1);
            bytes[length++] = (byte) ('0' + number);
        } else {
            append(Long.toString(number));
        }
    }

    /// The entity of a character of HTML.
    private static String entity(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            default -> "&#39;";
        };
    }

    int lengthMax() {
        return lengthMax;
    }

    void limit(int max) {
        lengthMax = max;
    }

    /// What is written from `start` on, as text.
    String since(int start) {
        return new String(bytes, start, length - start, StandardCharsets.UTF_8);
    }

    /// Forgets what is written from `start` on.
    void truncate(int start) {
        length = start;
    }

    private void appendWide(String text, int from) {
        int size = text.length();
        for (int i = from; i < size; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                room(1);
                bytes[length++] = (byte) c;
            } else {
                i = appendPoint(text, i);
            }
        }
    }

    /// Appends the code point at `index`, a lone surrogate as a question mark, and gives the index
    /// of its last char.
    private int appendPoint(String text, int index) {
        room(4);
        char c = text.charAt(index);
        if (c < 0x800) {
            bytes[length++] = (byte) (0xC0 | (c >> 6));
            bytes[length++] = following(c);
            return index;
        }
        if (!Character.isSurrogate(c)) {
            bytes[length++] = (byte) (0xE0 | (c >> 12));
            bytes[length++] = following(c >> 6);
            bytes[length++] = following(c);
            return index;
        }
        int point = text.codePointAt(index);
        if (point == c) {
            bytes[length++] = '?';
            return index;
        }
        bytes[length++] = (byte) (0xF0 | (point >> 18));
        bytes[length++] = following(point >> 12);
        bytes[length++] = following(point >> 6);
        bytes[length++] = following(point);
        return index + 1;
    }

    /// The byte behind a first one, with six bits of the code point.
    private static byte following(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }

    private void room(int more) {
        int needed = length + more;
        if (needed > lengthMax || needed < 0) {
            throw new LimitReached("the output is longer than " + lengthMax + " bytes");
        }
        if (needed > bytes.length) {
            bytes =
                    Arrays.copyOf(
                            bytes, (int) Math.min(lengthMax, Math.max(needed, bytes.length * 2L)));
        }
    }
}
