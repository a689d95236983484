package io.epistle.compose;

/// The quoted-printable transfer encoding (RFC 2045 section 6.7) of text in UTF-8.
///
/// Beyond what the RFC demands it also escapes a dot and `From ` at the start of a line, which mail
/// systems are known to alter, and never breaks a line inside a character.
final class QuotedPrintable {

    private static final int LINE_BYTES_MAX = 76;
    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
    };

    /// How long each byte becomes: 1 where it stands for itself, 2 for a line end, else 3.
    private static final byte[] LENGTHS = new byte[256];

    static {
        for (int b = 0; b < LENGTHS.length; b++) {
            boolean literal = (b >= ' ' && b < 127 && b != '=') || b == '\t';
            LENGTHS[b] = (byte) (literal ? 1 : b == '\n' ? 2 : 3);
        }
    }

    private QuotedPrintable() {}

    /// Roughly how many bytes [#encode] will write; exact but for soft line breaks.
    static long encodedLength(byte[] utf8) {
        long length = 0;
        for (byte b : utf8) {
            length += LENGTHS[b & 0xFF];
        }
        return length + length / LINE_BYTES_MAX * 3;
    }

    /// Writes the text, whose lines end in `\n`, as lines that end in CRLF.
    static void encode(byte[] utf8, ByteBuilder out) {
        int column = 0;
        for (int i = 0; i < utf8.length; ) {
            byte b = utf8[i];
            if (b == '\n') {
                out.append('\r').append('\n');
                column = 0;
                i++;
                continue;
            }
            int plain = column == 0 ? i : plainEnd(utf8, i, LINE_BYTES_MAX - 1 - column);
            if (plain > i) {
                out.append(utf8, i, plain);
                column += plain - i;
                i = plain;
                continue;
            }
            int end = characterEnd(utf8, i);
            boolean lineEnds = end == utf8.length || utf8[end] == '\n';
            boolean literal = isLiteral(b) && !(lineEnds && isBlank(b));
            int width = literal ? 1 : 3 * (end - i);
            int room = lineEnds ? LINE_BYTES_MAX : LINE_BYTES_MAX - 1;
            if (column + width > room) {
                out.append('=').append('\r').append('\n');
                column = 0;
            }
            if (literal && column == 0 && isAlteredAtLineStart(utf8, i)) {
                literal = false;
                width = 3;
            }
            if (literal) {
                out.append(b);
            } else {
                escape(utf8, i, end, out);
            }
            column += width;
            i = end;
        }
    }

    /// Where the bytes end that are written as they stand, whatever follows: neither the last of
    /// their line nor more than there is room for.
    private static int plainEnd(byte[] utf8, int from, int room) {
        int end = from;
        int last = Math.min(utf8.length - 1, from + room);
        while (end < last && isLiteral(utf8[end]) && utf8[end + 1] != '\n') {
            end++;
        }
        return end;
    }

    private static void escape(byte[] utf8, int from, int to, ByteBuilder out) {
        for (int i = from; i < to; i++) {
            out.append('=').append(HEX[(utf8[i] >> 4) & 15]).append(HEX[utf8[i] & 15]);
        }
    }

    private static boolean isLiteral(byte b) {
        return LENGTHS[b & 0xFF] == 1;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static boolean isAlteredAtLineStart(byte[] utf8, int at) {
        return utf8[at] == '.'
                || (utf8[at] == 'F'
                        && at + 4 < utf8.length
                        && utf8[at + 1] == 'r'
                        && utf8[at + 2] == 'o'
                        && utf8[at + 3] == 'm'
                        && utf8[at + 4] == ' ');
    }

    /// Where the UTF-8 sequence that starts at `from` ends.
    private static int characterEnd(byte[] utf8, int from) {
        int end = from + 1;
        while (end < utf8.length && (utf8[end] & 0xC0) == 0x80) {
            end++;
        }
        return end;
    }
}
