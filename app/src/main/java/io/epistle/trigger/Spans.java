package io.epistle.trigger;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as definitions write them: `30 minutes`, `7 days`. A day is 24 hours, a week 7
/// days.
final class Spans {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,6})\\s+(second|minute|hour|day|week)s?");

    private static final List<Unit> UNITS =
            List.of(
                    new Unit("week", Duration.ofDays(7)),
                    new Unit("day", Duration.ofDays(1)),
                    new Unit("hour", Duration.ofHours(1)),
                    new Unit("minute", Duration.ofMinutes(1)),
                    new Unit("second", Duration.ofSeconds(1)));

    private Spans() {}

    private record Unit(String word, Duration length) {}

    /// The length that is written; absent where the text is none or has none.
    static Optional<Duration> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return unit(matcher.group(2)).map(length -> length.multipliedBy(amount));
    }

    /// The length of one unit; absent for other words.
    static Optional<Duration> unit(String word) {
        return UNITS.stream()
                .filter(unit -> unit.word().equals(word))
                .map(Unit::length)
                .findFirst();
    }
}
