package io.epistle.rule.said;

import java.util.List;
import java.util.Optional;

/// Reads spans of time: `14 days`.
final class SpanParser {
    private static final List<String> UNITS =
            List.of("seconds", "minutes", "hours", "days", "weeks", "months", "years");

    private final Cursor cursor;
    private final LiteralParser literals;

    SpanParser(Cursor cursor) {
        this.cursor = cursor;
        this.literals = new LiteralParser(cursor);
    }

    Span span() {
        return new Span(literals.wholeNumber(Span.AMOUNT_MAX), unit());
    }

    /// A span that is not 0.
    Span positive() {
        Token start = cursor.next();
        Span span = span();
        if (span.amount() == 0) {
            throw NotARule.at(start.at(), "0", "at least 1");
        }
        return span;
    }

    Unit unit() {
        Optional<Unit> unit = unitOf(cursor.next());
        if (unit.isEmpty()) {
            throw cursor.expected(
                    "a unit: seconds, minutes, hours, days, weeks, months or years", UNITS);
        }
        cursor.skip(1);
        return unit.get();
    }

    static boolean isUnit(Token token) {
        return unitOf(token).isPresent();
    }

    /// The unit that a word names, for one or for several of it.
    private static Optional<Unit> unitOf(Token token) {
        for (Unit unit : Unit.values()) {
            if (token.word().equals(unit.word()) || token.word().equals(unit.word() + "s")) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }
}
