package io.epistle.rule.runs;

import io.epistle.rule.said.CalendarUnit;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/// When something that happens at a time counts, in epoch milliseconds. Both ends grow with the
/// time, so facts in order of time start and stop counting in that order.
sealed interface Active {
    /// On `[time + from, time + until)`; [Standing#FOREVER] for no end.
    record Lag(long from, long until) implements Active {}

    /// From the time on, where it lies in `[from, until)`.
    record Between(long from, long until) implements Active {}

    /// From the time to the end of its period of the calendar.
    record Calendar(CalendarUnit unit, ZoneId zone) implements Active {}

    /// The sightings that can count at all.
    static Sightings eligible(Active active, Sightings sightings) {
        return switch (active) {
            case Between(long from, long until) -> sightings.between(from, until);
            case Lag _, Calendar _ -> sightings;
        };
    }

    /// Whether a sighting at a time can count at all.
    static boolean isEligible(Active active, long time) {
        return switch (active) {
            case Between(long from, long until) -> time >= from && time < until;
            case Lag _, Calendar _ -> true;
        };
    }

    /// When an eligible sighting starts to count.
    static long start(Active active, long time) {
        return switch (active) {
            case Lag(long from, _) -> time + from;
            case Between _, Calendar _ -> time;
        };
    }

    /// When an eligible sighting ceases to count.
    static long end(Active active, long time) {
        return switch (active) {
            case Lag(_, long until) -> until == Standing.FOREVER ? Standing.FOREVER : time + until;
            case Between _ -> Standing.FOREVER;
            case Calendar(CalendarUnit unit, ZoneId zone) -> periodEnd(unit, zone, time);
        };
    }

    /// How far back a sighting can lie and still count; [Standing#FOREVER] for any distance.
    static long reach(Active active) {
        return switch (active) {
            case Lag(_, long until) -> until;
            case Between _, Calendar _ -> Standing.FOREVER;
        };
    }

    /// The stretch during which a date passes, for values that are dates.
    static void spell(Active active, long date, long from, long until, Spells spells) {
        switch (active) {
            case Lag _ ->
                    spells.add(
                            Math.max(from, start(active, date)),
                            Math.min(until, end(active, date)));
            case Between _ -> {
                if (isEligible(active, date)) {
                    spells.add(from, until);
                }
            }
            case Calendar(CalendarUnit unit, ZoneId zone) ->
                    spells.add(
                            Math.max(from, periodStart(unit, zone, date)),
                            Math.min(until, periodEnd(unit, zone, date)));
        }
    }

    private static long periodStart(CalendarUnit unit, ZoneId zone, long time) {
        return startOfDay(firstDay(unit, zone, time), zone);
    }

    private static long periodEnd(CalendarUnit unit, ZoneId zone, long time) {
        LocalDate first = firstDay(unit, zone, time);
        return startOfDay(
                switch (unit) {
                    case DAY -> first.plusDays(1);
                    case WEEK -> first.plusWeeks(1);
                    case MONTH -> first.plusMonths(1);
                    case QUARTER -> first.plusMonths(3);
                    case YEAR -> first.plusYears(1);
                },
                zone);
    }

    private static LocalDate firstDay(CalendarUnit unit, ZoneId zone, long time) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(time), zone);
        return switch (unit) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER ->
                    day.withDayOfMonth(1).minus((day.getMonthValue() - 1) % 3, ChronoUnit.MONTHS);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    /// The first millisecond of a day in a zone.
    static long startOfDay(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
