package io.epistle.collect;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Finds out in which encoding a text is, from all its bytes: a byte order mark says so; otherwise
/// it is UTF-8, unless more of the bytes beyond ASCII break its rules than keep them, which only
/// windows-1252 (the superset of Latin-1 that offices write) explains. Feed it every byte once.
final class Encoding {
    /// What old spreadsheets write.
    static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final int HEAD_BYTES = 64 * 1024;

    /// Text has hardly any control characters; compressed or encrypted bytes have 11 in 100.
    private static final int CONTROL_SHARE_MAX_PERCENT = 1;

    private final byte[] head = new byte[HEAD_BYTES];
    private int headLength;
    private long length;
    private long kept;
    private long broken;
    private int following;

    /// Takes the next bytes.
    void add(byte[] bytes, int count) {
        int more = Math.min(count, HEAD_BYTES - headLength);
        System.arraycopy(bytes, 0, head, headLength, more);
        headLength += more;
        length += count;
        for (int index = 0; index < count; index++) {
            int value = bytes[index];
            if (value < 0 || following > 0) {
                follow(value & 0xFF);
            }
        }
    }

    /// Counts sequences of UTF-8 by their lead and the continuations behind it.
    private void follow(int value) {
        boolean continues = value >= 0x80 && value < 0xC0;
        if (following > 0) {
            if (continues) {
                following--;
                kept += following == 0 ? 1 : 0;
                return;
            }
            broken++;
            following = 0;
        }
        if (value >= 0xC2 && value < 0xF5) {
            following = value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
        } else if (value >= 0x80) {
            broken++;
        }
    }

    /// The number of bytes taken.
    long length() {
        return length;
    }

    /// The encoding of all bytes taken.
    Charset charset() {
        if (startsWith(0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        return broken > kept ? WINDOWS : StandardCharsets.UTF_8;
    }

    /// Whether the bytes are no text at all.
    boolean isBinary() {
        if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)) {
            return false;
        }
        int controls = 0;
        for (int index = 0; index < headLength; index++) {
            int value = head[index] & 0xFF;
            controls += value < 0x20 && value != '\t' && value != '\n' && value != '\r' ? 1 : 0;
        }
        return controls * 100L > (long) headLength * CONTROL_SHARE_MAX_PERCENT;
    }

    /// Whether the first bytes are these.
    boolean startsWith(int... values) {
        if (headLength < values.length) {
            return false;
        }
        for (int index = 0; index < values.length; index++) {
            if ((head[index] & 0xFF) != values[index]) {
                return false;
            }
        }
        return true;
    }

    /// The first characters that are neither a byte order mark nor white space, at most two.
    String firstCharacters() {
        StringBuilder first = new StringBuilder();
        for (int index = 0; index < headLength && first.length() < 2; index++) {
            char value = (char) (head[index] & 0xFF);
            boolean mark = value == 0xEF || value == 0xBB || value == 0xBF;
            if (!mark && !Character.isWhitespace(value)) {
                first.append(value);
            }
        }
        return first.toString();
    }
}
