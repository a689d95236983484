package io.epistle.liquid.parse;

import java.util.ArrayList;
import java.util.List;

/// The words of a tag or output.
final class Lexer {

    enum Kind {
        NAME,
        STRING,
        NUMBER,
        COMPARISON,
        PIPE,
        DOT,
        DOT_DOT,
        COLON,
        COMMA,
        EQUALS,
        OPEN_SQUARE,
        CLOSE_SQUARE,
        OPEN_ROUND,
        CLOSE_ROUND,
        UNKNOWN,
        END
    }

    /// A word.
    ///
    /// @param kind what it is
    /// @param start offset in the source
    /// @param text the word as written; of a string what is between its quotes
    record Word(Kind kind, int start, String text) {

        /// The word as it is written, a string in its quotes.
        String written() {
            if (kind != Kind.STRING) {
                return text;
            }
            // A text has no escapes, so at most one of the two quotes can be in it.
            String quote = text.indexOf('\'') < 0 ? "'" : "\"";
            return quote + text + quote;
        }
    }

    private final String source;
    private final int to;
    private final List<Word> words = new ArrayList<>();
    private int at;

    private Lexer(String source, int from, int to) {
        this.source = source;
        this.at = from;
        this.to = to;
    }

    /// The words of `[from, to)`, the last one of kind [Kind#END].
    static List<Word> words(String source, int from, int to) {
        var lexer = new Lexer(source, from, to);
        lexer.run();
        return lexer.words;
    }

    private void run() {
        at = Characters.skipSpace(source, at, to);
        while (at < to) {
            char c = source.charAt(at);
            if (Characters.isNameStart(c)) {
                name();
            } else if (Characters.isDigit(c) || (c == '-' && Characters.isDigit(peek(1)))) {
                number();
            } else if (c == '"' || c == '\'') {
                string(c);
            } else {
                sign(c);
            }
            at = Characters.skipSpace(source, at, to);
        }
        words.add(new Word(Kind.END, to, ""));
    }

    private void name() {
        int end = at;
        while (end < to && (Characters.isWord(source.charAt(end)) || source.charAt(end) == '-')) {
            end++;
        }
        if (end < to && source.charAt(end) == '?') {
            end++;
        }
        boolean afterDot = !words.isEmpty() && words.getLast().kind() == Kind.DOT;
        boolean contains = !afterDot && source.substring(at, end).equals("contains");
        add(contains ? Kind.COMPARISON : Kind.NAME, end);
    }

    private void number() {
        int end = at + 1;
        while (end < to && Characters.isDigit(source.charAt(end))) {
            end++;
        }
        boolean fraction =
                end + 1 < to
                        && source.charAt(end) == '.'
                        && Characters.isDigit(source.charAt(end + 1));
        if (fraction) {
            end++;
            while (end < to && Characters.isDigit(source.charAt(end))) {
                end++;
            }
        }
        add(Kind.NUMBER, end);
    }

    private void string(char quote) {
        int close = source.indexOf(quote, at + 1, to);
        if (close < 0) {
            add(Kind.UNKNOWN, at + 1);
            return;
        }
        words.add(new Word(Kind.STRING, at, source.substring(at + 1, close)));
        at = close + 1;
    }

    private void sign(char c) {
        char next = peek(1);
        switch (c) {
            case '|' -> add(Kind.PIPE, at + 1);
            case ':' -> add(Kind.COLON, at + 1);
            case ',' -> add(Kind.COMMA, at + 1);
            case '[' -> add(Kind.OPEN_SQUARE, at + 1);
            case ']' -> add(Kind.CLOSE_SQUARE, at + 1);
            case '(' -> add(Kind.OPEN_ROUND, at + 1);
            case ')' -> add(Kind.CLOSE_ROUND, at + 1);
            case '.' -> add(next == '.' ? Kind.DOT_DOT : Kind.DOT, next == '.' ? at + 2 : at + 1);
            case '=' ->
                    add(next == '=' ? Kind.COMPARISON : Kind.EQUALS, next == '=' ? at + 2 : at + 1);
            case '!' ->
                    add(
                            next == '=' ? Kind.COMPARISON : Kind.UNKNOWN,
                            next == '=' ? at + 2 : at + 1);
            case '<' -> add(Kind.COMPARISON, next == '=' || next == '>' ? at + 2 : at + 1);
            case '>' -> add(Kind.COMPARISON, next == '=' ? at + 2 : at + 1);
            default -> add(Kind.UNKNOWN, at + Character.charCount(source.codePointAt(at)));
        }
    }

    private char peek(int ahead) {
        return at + ahead < to ? source.charAt(at + ahead) : 0;
    }

    private void add(Kind kind, int end) {
        words.add(new Word(kind, at, source.substring(at, Math.min(end, to))));
        at = Math.min(end, to);
    }
}
