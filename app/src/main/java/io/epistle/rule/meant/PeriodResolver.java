package io.epistle.rule.meant;

import io.epistle.rule.said.Moment;
import io.epistle.rule.said.Position;
import io.epistle.rule.said.Span;
import io.epistle.rule.said.Unit;
import io.epistle.rule.said.Window;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// Finds out what windows mean: spans as durations, dates as instants in the account's zone.
final class PeriodResolver {
    private final ZoneId zone;
    private final Problems problems;

    PeriodResolver(ZoneId zone, Problems problems) {
        this.zone = zone;
        this.problems = problems;
    }

    Period period(Position at, Window window) {
        return switch (window) {
            case Window.Ever _ -> new Period.Ever();
            case Window.Within(Span span) -> new Period.Rolling(Duration.ZERO, duration(span));
            case Window.Next(Span span) ->
                    new Period.Rolling(duration(span).negated(), Duration.ZERO);
            case Window.MoreThanAgo(Span span) -> new Period.Older(duration(span));
            case Window.BetweenAgo(Span near, Span far) -> ago(at, duration(near), duration(far));
            case Window.Before(Moment moment) -> fixed(at, Instant.MIN, start(moment));
            case Window.After(Moment moment) -> fixed(at, end(moment), Instant.MAX);
            case Window.Since(Moment moment) -> fixed(at, start(moment), Instant.MAX);
            case Window.On(Moment.Day day) -> fixed(at, start(day), end(day));
            case Window.BetweenMoments(Moment from, Moment to) -> fixed(at, start(from), end(to));
            case Window.This(var unit) -> new Period.Calendar(unit, zone);
        };
    }

    private Period ago(Position at, Duration near, Duration far) {
        if (near.compareTo(far) >= 0) {
            problems.note(at, "a window that ends before it starts", "the nearer end first");
            return new Period.Ever();
        }
        return new Period.Rolling(near, far);
    }

    private Period fixed(Position at, Instant from, Instant until) {
        if (!from.isBefore(until)) {
            problems.note(at, "a window that ends before it starts", "the earlier date first");
            return new Period.Ever();
        }
        return new Period.Fixed(from, until);
    }

    static Duration duration(Span span) {
        return unit(span.unit()).multipliedBy(span.amount());
    }

    private static Duration unit(Unit unit) {
        return switch (unit) {
            case SECOND -> Duration.ofSeconds(1);
            case MINUTE -> Duration.ofMinutes(1);
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
            case WEEK -> Duration.ofDays(7);
            case MONTH -> Duration.ofDays(30);
            case YEAR -> Duration.ofDays(365);
        };
    }

    private Instant start(Moment moment) {
        return switch (moment) {
            case Moment.Day(var day) -> day.atStartOfDay(zone).toInstant();
            case Moment.Local(var time) -> time.atZone(zone).toInstant();
            case Moment.Exact(Instant instant) -> instant;
        };
    }

    /// The first instant that is after the moment.
    private Instant end(Moment moment) {
        return switch (moment) {
            case Moment.Day(var day) -> day.plusDays(1).atStartOfDay(zone).toInstant();
            case Moment.Local _, Moment.Exact _ -> start(moment).plusMillis(1);
        };
    }
}
