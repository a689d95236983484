package io.epistle.compose;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Writes header fields: folded at spaces to 76 columns where the text allows (RFC 5322 section
/// 2.2.3), text beyond ASCII as encoded words (RFC 2047), addresses beyond ASCII as UTF-8 (RFC
/// 6532).
final class HeaderWriter {

    private static final int COLUMNS_MAX = 76;
    private static final int ENCODED_WORD_MAX = 75;

    /// `=?utf-8?Q?` and `?=`.
    private static final int ENCODED_WORD_FRAME = 12;

    /// A plain word longer than this is encoded, since only then can it be broken.
    private static final int PLAIN_WORD_MAX = 60;

    /// Below this a line has no room for an encoded word worth its frame.
    private static final int ENCODED_WORD_ROOM_MIN = ENCODED_WORD_FRAME + 12;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuilder out;
    private int column;
    private boolean first;

    HeaderWriter(ByteBuilder out) {
        this.out = out;
    }

    /// A field whose value is ASCII without spaces to fold at, written on the line of its name.
    void structured(String name, String value) {
        start(name);
        out.append(' ').ascii(value);
        end();
    }

    /// A field of free text, already on one line with single spaces.
    void unstructured(String name, String text) {
        start(name);
        String[] words = text.isEmpty() ? new String[0] : text.split(" ", -1);
        for (int i = 0; i < words.length; ) {
            if (isPlain(words[i])) {
                word(words[i]);
                i++;
                continue;
            }
            StringBuilder run = new StringBuilder(words[i]);
            for (i++; i < words.length && !isPlain(words[i]); i++) {
                run.append(' ').append(words[i]);
            }
            encodedWords(run.toString());
        }
        end();
    }

    /// A field that lists addresses.
    void addresses(String name, List<NamedAddress> addresses) {
        start(name);
        for (int i = 0; i < addresses.size(); i++) {
            NamedAddress address = addresses.get(i);
            String separator = i + 1 < addresses.size() ? "," : "";
            if (address.name().isEmpty()) {
                word(address.address().text() + separator);
            } else {
                phrase(address.name());
                word("<" + address.address().text() + ">" + separator);
            }
        }
        end();
    }

    /// A field of a name and an id in angle brackets, such as `List-ID`.
    void phraseAndId(String name, String phrase, String id) {
        start(name);
        if (!phrase.isEmpty()) {
            phrase(phrase);
        }
        word("<" + id + ">");
        end();
    }

    /// A field of words in ASCII, folded between them but never inside one.
    void words(String name, List<String> words) {
        start(name);
        words.forEach(this::word);
        end();
    }

    private void start(String name) {
        out.ascii(name).append(':');
        column = name.length() + 1;
        first = true;
    }

    private void end() {
        out.append('\r').append('\n');
    }

    private void phrase(String name) {
        boolean printable = name.chars().allMatch(c -> c >= 32 && c < 127);
        if (!printable || name.length() > PLAIN_WORD_MAX || name.contains("=?")) {
            encodedWords(name);
        } else if (name.chars().allMatch(c -> isAlphanumeric(c) || c == ' ')) {
            word(name);
        } else {
            word('"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
    }

    private void word(String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        separate(utf8.length);
        out.append(utf8);
        column += utf8.length;
    }

    /// A space before the next word, on a new line where the word would not fit on this one. The
    /// first word stays with the field's name: a line of a name alone confuses some readers.
    private void separate(int width) {
        if (!first && column + 1 + width > COLUMNS_MAX) {
            out.append('\r').append('\n');
            column = 0;
        }
        first = false;
        out.append(' ');
        column++;
    }

    private void encodedWords(String text) {
        boolean quoted = quotedLength(text) <= base64Length(text);
        int[] codePoints = text.codePoints().toArray();
        for (int from = 0; from < codePoints.length; ) {
            int room = COLUMNS_MAX - column - 1;
            if (room < ENCODED_WORD_ROOM_MIN) {
                room = ENCODED_WORD_MAX;
            }
            int to = chunkEnd(codePoints, from, Math.min(room, ENCODED_WORD_MAX), quoted);
            String chunk = new String(codePoints, from, to - from);
            word(quoted ? quotedWord(chunk) : base64Word(chunk));
            from = to;
        }
    }

    /// How far a chunk that starts at `from` may go for its encoded word to fit; one code point at
    /// least.
    private static int chunkEnd(int[] codePoints, int from, int room, boolean quoted) {
        int budget = room - ENCODED_WORD_FRAME;
        int bytes = 0;
        int width = 0;
        int to = from;
        while (to < codePoints.length) {
            int more = utf8Length(codePoints[to]);
            bytes += more;
            width = quoted ? width + quotedWidth(codePoints[to], more) : (bytes + 2) / 3 * 4;
            if (width > budget && to > from) {
                break;
            }
            to++;
        }
        return to;
    }

    private static String quotedWord(String chunk) {
        StringBuilder word = new StringBuilder(ENCODED_WORD_MAX).append("=?utf-8?Q?");
        for (byte b : chunk.getBytes(StandardCharsets.UTF_8)) {
            if (isQuotedLiteral(b)) {
                word.append((char) b);
            } else if (b == ' ') {
                word.append('_');
            } else {
                word.append('=').append((char) HEX[(b >> 4) & 15]).append((char) HEX[b & 15]);
            }
        }
        return word.append("?=").toString();
    }

    private static String base64Word(String chunk) {
        byte[] utf8 = chunk.getBytes(StandardCharsets.UTF_8);
        return "=?utf-8?B?" + Base64.getEncoder().encodeToString(utf8) + "?=";
    }

    private static int quotedLength(String text) {
        return text.codePoints().map(c -> quotedWidth(c, utf8Length(c))).sum();
    }

    private static int base64Length(String text) {
        return (text.getBytes(StandardCharsets.UTF_8).length + 2) / 3 * 4;
    }

    private static int quotedWidth(int codePoint, int utf8Length) {
        return codePoint == ' ' || isQuotedLiteral(codePoint) ? 1 : 3 * utf8Length;
    }

    /// What stays literal in an encoded word wherever it stands (RFC 2047 section 5, rule 3).
    private static boolean isQuotedLiteral(int c) {
        return isAlphanumeric(c) || c == '!' || c == '*' || c == '+' || c == '-' || c == '/';
    }

    /// A backslash before a fold is taken by some readers (Angus Mail) to escape the line break.
    private static boolean isPlain(String word) {
        if (word.length() > PLAIN_WORD_MAX || word.contains("=?") || word.endsWith("\\")) {
            return false;
        }
        return word.chars().allMatch(c -> c > 32 && c < 127);
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
