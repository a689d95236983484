package io.epistle.liquid.parse;

/// The classes of characters that matter when reading templates.
final class Characters {

    private Characters() {}

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    static boolean isWord(char c) {
        return isNameStart(c) || isDigit(c);
    }

    static int skipSpace(String text, int from, int to) {
        int at = from;
        while (at < to && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static int skipWord(String text, int from, int to) {
        int at = from;
        while (at < to && isWord(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /// The offset behind the last character of `[from, to)` that is not white space.
    static int trimEnd(String text, int from, int to) {
        int at = to;
        while (at > from && (isSpace(text.charAt(at - 1)) || text.charAt(at - 1) == 0)) {
            at--;
        }
        return at;
    }

    /// The offset of the first character of `[from, to)` that is not white space.
    static int trimStart(String text, int from, int to) {
        int at = from;
        while (at < to && (isSpace(text.charAt(at)) || text.charAt(at) == 0)) {
            at++;
        }
        return at;
    }

    /// The end of a tag's name at `from`: a word, or `#`. Equals `from` where there is none.
    static int skipTagName(String text, int from, int to) {
        return from < to && text.charAt(from) == '#' ? from + 1 : skipWord(text, from, to);
    }
}
