package io.epistle.rule.said;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads values as they are written: texts, numbers, truth values and lists of them.
final class LiteralParser {
    private final Cursor cursor;

    LiteralParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /// `("a", "b", 3)`.
    List<Literal> literals() {
        cursor.requireSymbol("(");
        List<Literal> literals = new ArrayList<>(List.of(literal()));
        while (cursor.takenSymbol(",")) {
            literals.add(literal());
        }
        cursor.requireSymbol(")");
        return literals;
    }

    Literal literal() {
        Token token = cursor.next();
        return switch (token.kind()) {
            case TEXT -> new Literal.Text(cursor.take().text());
            case NUMBER -> new Literal.Numeric(number());
            case WORD, QUOTED_NAME, MOMENT, SYMBOL, END -> {
                if (cursor.taken("true") || cursor.taken("false")) {
                    yield new Literal.Truth(token.isWord("true"));
                }
                throw unquoted("a number, true, false or a text in double quotes");
            }
        };
    }

    String text(String expected) {
        if (cursor.next().kind() != Token.Kind.TEXT) {
            throw unquoted(expected);
        }
        return cursor.take().text();
    }

    /// The text behind so many words, which were looked at.
    String textAfter(int words, String expected) {
        cursor.skip(words);
        return text(expected);
    }

    /// A word where a text was expected probably lacks its quotes.
    private NotARule unquoted(String expected) {
        Token token = cursor.next();
        return cursor.expected(
                expected,
                Optional.of("\"" + token.text() + "\" in double quotes")
                        .filter(_ -> token.kind() == Token.Kind.WORD));
    }

    BigDecimal number() {
        if (cursor.next().kind() != Token.Kind.NUMBER) {
            throw cursor.expected("a number", List.of());
        }
        return new BigDecimal(cursor.take().text());
    }

    /// A whole number from 0 to `most`.
    long wholeNumber(long most) {
        Token token = cursor.next();
        if (token.kind() != Token.Kind.NUMBER) {
            throw cursor.expected("a whole number", List.of());
        }
        BigDecimal number = new BigDecimal(token.text());
        if (number.scale() > 0
                || number.signum() < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw cursor.expected("a whole number from 0 to " + most, List.of());
        }
        cursor.skip(1);
        return number.longValueExact();
    }
}
