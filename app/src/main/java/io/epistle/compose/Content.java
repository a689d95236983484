package io.epistle.compose;

/// What a message says, as HTML and as plain text. At least one is not empty; where both are, the
/// mail program picks (`multipart/alternative`).
///
/// Line ends become `\n` and each part that is not empty ends with one. Control characters other
/// than tab and line end become spaces and unpaired surrogates U+FFFD: neither survives all mail
/// servers.
///
/// @param html the page, or empty
/// @param text the same in plain text, or empty
public record Content(String html, String text) {

    /// Longest part in characters: far beyond what mail programs show (Gmail clips at 102 KB), and
    /// small enough that a template gone wild cannot fill the memory.
    public static final int PART_LENGTH_MAX = 5_000_000;

    /// Normalises both parts.
    ///
    /// @throws IllegalArgumentException when both are empty or one is too long
    public Content {
        html = normalised(html);
        text = normalised(text);
        if (html.isEmpty() && text.isEmpty()) {
            throw new IllegalArgumentException("a message needs HTML or text, found neither");
        }
    }

    private static String normalised(String part) {
        if (part.length() > PART_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a part of a message has at most "
                            + PART_LENGTH_MAX
                            + " characters, found "
                            + part.length());
        }
        if (isNormalised(part)) {
            return part;
        }
        StringBuilder normal = new StringBuilder(part.length() + 1);
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '\r') {
                normal.append('\n');
                if (i + 1 < part.length() && part.charAt(i + 1) == '\n') {
                    i++;
                }
            } else if (isForbiddenControl(c)) {
                normal.append(' ');
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < part.length()
                    && Character.isLowSurrogate(part.charAt(i + 1))) {
                normal.append(c).append(part.charAt(++i));
            } else {
                normal.append(Character.isSurrogate(c) ? '\uFFFD' : c);
            }
        }
        if (normal.charAt(normal.length() - 1) != '\n') {
            normal.append('\n');
        }
        return normal.toString();
    }

    /// The usual case, decided without copying; text with emoji takes the other way.
    private static boolean isNormalised(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (isForbiddenControl(c) || c == '\r' || Character.isSurrogate(c)) {
                return false;
            }
        }
        return part.isEmpty() || part.charAt(part.length() - 1) == '\n';
    }

    private static boolean isForbiddenControl(char c) {
        return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 127;
    }
}
