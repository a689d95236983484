package io.epistle.rule.runs;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.OptionalLong;

/// Reads texts that are dates: `2011-09-30`, `2011-09-30T08:00`, `2011-09-30T08:00:00Z`.
final class Dates {
    private static final int DAY_LENGTH = "2011-09-30".length();

    private Dates() {}

    /// The epoch millisecond that a text names; a day is its start and, like a time without an
    /// offset, reckoned in `zone`. Absent for other texts.
    static OptionalLong moment(String text, ZoneId zone) {
        boolean likely =
                text.length() >= DAY_LENGTH && text.charAt(4) == '-' && text.charAt(7) == '-';
        if (!likely) {
            return OptionalLong.empty();
        }
        try {
            if (text.length() == DAY_LENGTH) {
                return OptionalLong.of(Active.startOfDay(LocalDate.parse(text), zone));
            }
            boolean hasOffset =
                    text.endsWith("Z")
                            || text.indexOf('+', DAY_LENGTH) > 0
                            || text.indexOf('-', DAY_LENGTH) > 0;
            return OptionalLong.of(
                    (hasOffset
                                    ? OffsetDateTime.parse(text).toInstant()
                                    : LocalDateTime.parse(text).atZone(zone).toInstant())
                            .toEpochMilli());
        } catch (DateTimeException _) {
            return OptionalLong.empty();
        }
    }
}
