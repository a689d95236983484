package io.epistle.liquid.date;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.TimeZone;

/// A date and time of day as a wall shows it, with the offset of that wall.
///
/// @param year year, proleptic Gregorian
/// @param month month from 1 to 12
/// @param day day of the month from 1 to 31
/// @param hour hour from 0 to 23
/// @param minute minute from 0 to 59
/// @param second second from 0 to 59
/// @param nano nanosecond of the second
/// @param offsetSeconds seconds the wall is ahead of UTC
/// @param zone short name of the zone, empty where only the offset is known
public record CivilTime(
        int year,
        int month,
        int day,
        int hour,
        int minute,
        int second,
        int nano,
        int offsetSeconds,
        String zone) {
    static final long SECONDS_PER_DAY = 86_400;

    /// What a wall in `zone` shows at `instant`.
    public static CivilTime of(Instant instant, ZoneId zone) {
        return of(instant.atZone(zone));
    }

    /// What a wall shows whose offset is not known yet.
    static CivilTime of(LocalDateTime wall) {
        return of(wall.atZone(ZoneOffset.UTC)).at(0, "");
    }

    /// The same wall in `zone`, whose offset is looked up; in a gap of summer time the later offset
    /// counts.
    CivilTime in(ZoneId place) {
        if (place instanceof ZoneOffset offset) {
            String name = offset.getTotalSeconds() == 0 ? "UTC" : "";
            return new CivilTime(
                    year, month, day, hour, minute, second, nano, offset.getTotalSeconds(), name);
        }
        var local = LocalDateTime.of(year, month, 1, hour, minute, Math.min(second, 59), nano);
        return of(local.plusDays(day - 1L).atZone(place));
    }

    /// The same wall at an offset.
    ///
    /// @param seconds seconds east of Greenwich
    /// @param name what the zone is called, or empty
    CivilTime at(int seconds, String name) {
        return new CivilTime(year, month, day, hour, minute, second, nano, seconds, name);
    }

    private static CivilTime of(ZonedDateTime time) {
        int offset = time.getOffset().getTotalSeconds();
        String name =
                time.getZone() instanceof ZoneOffset ? (offset == 0 ? "UTC" : "") : shortName(time);
        return new CivilTime(
                time.getYear(),
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond(),
                time.getNano(),
                offset,
                name);
    }

    private static String shortName(ZonedDateTime time) {
        boolean summer = time.getZone().getRules().isDaylightSavings(time.toInstant());
        var zone = TimeZone.getTimeZone(time.getZone());
        String name = zone.getDisplayName(summer, TimeZone.SHORT, Locale.ENGLISH);
        return name.isEmpty()
                ? time.getZone().getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                : name;
    }

    /// Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
    /// `days_from_civil`).
    public long epochDay() {
        return epochDay(year, month, day);
    }

    static long epochDay(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    /// Seconds since 1970-01-01 00:00:00 UTC.
    public long epochSecond() {
        return epochDay() * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second - offsetSeconds;
    }

    /// Day of the week, 0 for Sunday to 6 for Saturday.
    public int weekday() {
        return (int) Math.floorMod(epochDay() + 4, 7L);
    }

    /// Day of the year from 1 to 366.
    public int dayOfYear() {
        return (int) (epochDay() - epochDay(year, 1, 1)) + 1;
    }

    /// Week of the year from 0 to 53, the first one starting with the first `firstWeekday` of the
    /// year.
    ///
    /// @param firstWeekday 0 for Sunday, 1 for Monday
    public int week(int firstWeekday) {
        int sinceFirst = Math.floorMod(weekday() - firstWeekday, 7);
        return (dayOfYear() - 1 + 7 - sinceFirst) / 7;
    }

    /// Year of the ISO 8601 week the day lies in.
    public int isoYear() {
        long thursday = epochDay() - Math.floorMod(weekday() - 1, 7) + 3;
        if (thursday < epochDay(year, 1, 1)) {
            return year - 1;
        }
        return thursday >= epochDay(year + 1, 1, 1) ? year + 1 : year;
    }

    /// Week of the ISO 8601 year from 1 to 53.
    public int isoWeek() {
        long thursday = epochDay() - Math.floorMod(weekday() - 1, 7) + 3;
        return (int) (thursday - epochDay(isoYear(), 1, 1)) / 7 + 1;
    }
}
