package io.epistle.rule.said;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;

/// Reads dates: `2011-09-30`, `2011-09-30T08:00`, `2011-09-30T08:00:00Z`.
final class MomentParser {
    private static final int DAY_LENGTH = "2025-01-31".length();

    private final Cursor cursor;

    MomentParser(Cursor cursor) {
        this.cursor = cursor;
    }

    Moment moment() {
        Token token = cursor.next();
        if (token.kind() != Token.Kind.MOMENT) {
            throw cursor.expected("a date such as 2025-01-31", List.of());
        }
        cursor.skip(1);
        try {
            return moment(token.text());
        } catch (DateTimeException _) {
            throw NotARule.at(
                    token.at(),
                    token.text(),
                    "a date and time that exist, such as 2025-01-31 or 2025-01-31T08:00");
        }
    }

    /// A date without a time.
    Moment.Day day() {
        Token token = cursor.next();
        if (moment() instanceof Moment.Day day) {
            return day;
        }
        throw NotARule.at(token.at(), token.shown(), "a day such as 2025-01-31");
    }

    private static Moment moment(String text) {
        if (text.length() == DAY_LENGTH) {
            return new Moment.Day(LocalDate.parse(text));
        }
        boolean exact =
                text.endsWith("Z")
                        || text.lastIndexOf('+') > 0
                        || text.lastIndexOf('-') > DAY_LENGTH;
        return exact
                ? new Moment.Exact(OffsetDateTime.parse(text).toInstant())
                : new Moment.Local(LocalDateTime.parse(text));
    }
}
