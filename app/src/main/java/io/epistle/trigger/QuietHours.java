package io.epistle.trigger;

import io.epistle.definition.Form;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;

/// The hours of the person's own clock in which nothing is sent: `[from, to)`, over midnight where
/// `to` is the earlier. What counts is what the clock on the wall shows: when clocks go back, an
/// hour that is shown twice is quiet twice; when they go forward, quiet hours may end with the
/// leap.
///
/// @param from the first quiet moment
/// @param to the first moment after it, different from `from`
public record QuietHours(LocalTime from, LocalTime to) {
    /// How they are written.
    public static final Form<QuietHours> FORM =
            new Form<>(
                    "two different times such as 21:00 to 08:00",
                    new QuietHours(LocalTime.MIDNIGHT, LocalTime.NOON),
                    QuietHours::parse);

    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException(
                    "found quiet hours from %s to %s, expected two different times"
                            .formatted(from, to));
        }
    }

    /// When the quiet hours that `now` lies in end; absent where it lies in none.
    public Optional<Instant> quietUntil(Instant now, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        if (!quiet(shown(now, rules))) {
            return Optional.empty();
        }
        Instant candidate = now;
        while (quiet(shown(candidate, rules))) {
            candidate = next(candidate, rules);
        }
        return Optional.of(candidate);
    }

    private static LocalDateTime shown(Instant instant, ZoneRules rules) {
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }

    private boolean quiet(LocalDateTime shown) {
        LocalTime time = shown.toLocalTime();
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    /// The next moment at which the wall clock shows `to`, or leaps: quiet hours end nowhere else.
    private Instant next(Instant after, ZoneRules rules) {
        ZoneOffset offset = rules.getOffset(after);
        LocalDate day = shown(after, rules).toLocalDate();
        Instant shownNext =
                List.of(day, day.plusDays(1)).stream()
                        .map(date -> date.atTime(to).toInstant(offset))
                        .filter(instant -> instant.isAfter(after))
                        .findFirst()
                        .orElseThrow();
        ZoneOffsetTransition leap = rules.nextTransition(after);
        return leap != null && leap.getInstant().isBefore(shownNext)
                ? leap.getInstant()
                : shownNext;
    }

    private static Optional<QuietHours> parse(String text) {
        String[] times = text.strip().split("\\s+to\\s+", -1);
        if (times.length != 2) {
            return Optional.empty();
        }
        Optional<LocalTime> from = Form.TIME.reading().apply(times[0]);
        Optional<LocalTime> to = Form.TIME.reading().apply(times[1]);
        return from.flatMap(start ->
                to.filter(end -> !end.equals(start)).map(end -> new QuietHours(start, end)));
    }
}
