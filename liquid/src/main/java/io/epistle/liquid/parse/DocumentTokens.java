package io.epistle.liquid.parse;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The pieces of a whole template: text, outputs, tags. Dashes inside the braces (`{%-`, `-%}`)
/// trim the text beside them here, so nobody further on knows of them.
final class DocumentTokens implements Tokens {
    private final String text;
    private int at;
    private boolean trimming;

    DocumentTokens(String text) {
        this.text = text;
    }

    @Override
    public @Nullable Token next() {
        if (at >= text.length()) {
            return null;
        }
        if (text.startsWith("{%", at)) {
            return tag();
        }
        return text.startsWith("{{", at) ? output() : plain();
    }

    @Override
    public Optional<Token> until(String name) {
        int start = at;
        int open = text.indexOf("{%", at);
        while (open >= 0) {
            int from = open + 2;
            if (from < text.length() && text.charAt(from) == '-') {
                from++;
            }
            int word = Characters.skipSpace(text, from, text.length());
            int wordEnd = Characters.skipWord(text, word, text.length());
            if (text.substring(word, wordEnd).equals(name)) {
                int close = text.indexOf("%}", wordEnd);
                if (close < 0) {
                    break;
                }
                at = close + 2;
                trimming = text.charAt(close - 1) == '-';
                return Optional.of(new Token(Token.Kind.TEXT, start, "", start, open));
            }
            open = text.indexOf("{%", open + 2);
        }
        at = text.length();
        return Optional.empty();
    }

    private Token plain() {
        int start = at;
        int end = nextMark(start);
        int from = trimming ? Characters.trimStart(text, start, end) : start;
        trimming = false;
        boolean dash = end + 2 < text.length() && text.charAt(end + 2) == '-';
        int to = dash ? Characters.trimEnd(text, from, end) : end;
        at = end;
        return new Token(Token.Kind.TEXT, start, "", from, to);
    }

    private int nextMark(int from) {
        int brace = text.indexOf('{', from);
        while (brace >= 0 && brace + 1 < text.length()) {
            char second = text.charAt(brace + 1);
            if (second == '%' || second == '{') {
                return brace;
            }
            brace = text.indexOf('{', brace + 1);
        }
        return text.length();
    }

    private Token tag() {
        int start = at;
        int close = text.indexOf("%}", start + 2);
        if (close < 0) {
            at = text.length();
            return new Token(Token.Kind.BROKEN_TAG, start, "", start, at);
        }
        at = close + 2;
        int from = text.charAt(start + 2) == '-' ? start + 3 : start + 2;
        trimming = close > start + 2 && text.charAt(close - 1) == '-';
        int to = trimming && close - 1 >= from ? close - 1 : close;
        int name = Characters.skipSpace(text, from, to);
        int nameEnd = Characters.skipTagName(text, name, to);
        if (nameEnd <= name) {
            return new Token(Token.Kind.BROKEN_TAG, start, "", start, at);
        }
        int markup = Characters.skipSpace(text, nameEnd, to);
        return new Token(Token.Kind.TAG, start, text.substring(name, nameEnd), markup, to);
    }

    /// An output ends at the first `}`, as in the reference: behind a single one it is broken.
    private Token output() {
        int start = at;
        int i = start + 2;
        while (i < text.length()) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (c == '}') {
                at = Math.min(text.length(), next == '}' ? i + 2 : i + 1);
                return next == '}' ? closedOutput(start, i) : broken(start);
            }
            if (c == '{' && next == '%') {
                int close = text.indexOf("%}", i);
                at = close < 0 ? text.length() : close + 2;
                return broken(start);
            }
            i++;
        }
        at = text.length();
        return broken(start);
    }

    private Token closedOutput(int start, int close) {
        int from = text.charAt(start + 2) == '-' ? start + 3 : start + 2;
        trimming = close > start + 2 && text.charAt(close - 1) == '-';
        int to = trimming && close - 1 >= from ? close - 1 : close;
        return new Token(Token.Kind.OUTPUT, start, "", Math.min(from, to), to);
    }

    private Token broken(int start) {
        return new Token(Token.Kind.BROKEN_OUTPUT, start, "", start, at);
    }
}
