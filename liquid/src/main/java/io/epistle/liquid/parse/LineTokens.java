package io.epistle.liquid.parse;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The lines of a `liquid` tag, each a tag of its own.
final class LineTokens implements Tokens {
    private final String text;
    private final int to;
    private int at;

    LineTokens(String text, int from, int to) {
        this.text = text;
        this.at = from;
        this.to = to;
    }

    @Override
    public @Nullable Token next() {
        while (at < to) {
            int newline = text.indexOf('\n', at, to);
            int end = newline < 0 ? to : newline;
            int start = Characters.skipSpace(text, at, end);
            at = end + 1;
            if (start < end) {
                return line(start, end);
            }
        }
        return null;
    }

    @Override
    public Optional<Token> until(String name) {
        at = to;
        return Optional.empty();
    }

    private Token line(int start, int end) {
        int nameEnd = Characters.skipTagName(text, start, end);
        if (nameEnd == start) {
            return new Token(Token.Kind.BROKEN_TAG, start, "", start, end);
        }
        int markup = Characters.skipSpace(text, nameEnd, end);
        return new Token(Token.Kind.TAG, start, text.substring(start, nameEnd), markup, end);
    }
}
