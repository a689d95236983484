package io.epistle.liquid.date;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The parts of a date while it is read. Parts left out in front come from now, parts left out
/// behind are the first.
final class DateParts {
    private static final int SECONDS_PER_HOUR = 3600;

    @Nullable Integer year;
    @Nullable Integer month;
    @Nullable Integer day;
    @Nullable Integer dayOfYear;
    @Nullable Integer hour;
    @Nullable Integer minute;
    @Nullable Integer second;
    @Nullable String zone;

    /// Whether a year of two digits is meant as it stands.
    boolean wholeYear;

    private int nano;
    private boolean valid = true;

    /// The number written; one too large to be any part makes the whole no date.
    int number(String digits) {
        if (digits.length() > 9) {
            valid = false;
            return 0;
        }
        return Integer.parseInt(digits);
    }

    /// Digits behind the point of a second, or null.
    void fraction(@Nullable String digits) {
        if (digits != null) {
            nano = Integer.parseInt((digits + "000000000").substring(0, 9));
        }
    }

    /// `b` and what begins with it makes the year one before Christ.
    void era(@Nullable String name) {
        if (name != null && name.startsWith("b") && year != null) {
            year = 1 - year;
        }
    }

    /// Sets year, month and day, each as written or null. They change places where only that makes
    /// sense: more than two digits or an apostrophe are a year, and two parts are month and day.
    void set(@Nullable String yearText, @Nullable String monthText, @Nullable String dayText) {
        String y = yearText;
        String m = monthText;
        String d = dayText;
        if (y != null && m != null && d == null) {
            d = m;
            m = y;
            y = null;
        }
        if (y == null && d != null && isYear(d)) {
            y = d;
            d = null;
        }
        if (y != null && Character.isLetter(y.charAt(y.length() - 1))) {
            // `3 march 1st` has its day behind.
            String behind = y.substring(0, y.length() - 2);
            y = d;
            d = behind;
        }
        if (m != null && isYear(m)) {
            String first = y;
            y = m;
            m = d;
            d = first;
        }
        if (d != null && isYear(d)) {
            String swap = y;
            y = d;
            d = swap;
        }
        if (y != null) {
            String digits = y.replace("'", "");
            year = number(digits);
            wholeYear = digits.length() > 2 || digits.startsWith("-") || digits.startsWith("+");
        }
        month = m == null ? null : Integer.valueOf(Math.abs(number(m.replace("'", ""))));
        day = d == null ? null : Integer.valueOf(Math.abs(number(d.replace("'", ""))));
    }

    private static boolean isYear(String text) {
        return text.startsWith("'") || text.length() > 2;
    }

    /// The date, or null where these parts make none.
    @Nullable CivilTime complete(Instant now, ZoneId place) {
        boolean none = year == null && month == null && day == null && dayOfYear == null;
        if (!valid || (none && hour == null && minute == null && second == null)) {
            return null;
        }
        WrittenZone written = zone == null ? null : WrittenZone.read(zone);
        if (written != null && !written.exists()) {
            return null;
        }
        fill(today(now, place, written));
        boolean shifted = written != null && written.seconds() != 0;
        if (!exists(shifted)) {
            return null;
        }
        long seconds =
                CivilTime.epochDay(filled(year, 1), filled(month, 1), filled(day, 1))
                                * CivilTime.SECONDS_PER_DAY
                        + (long) filled(hour, 0) * SECONDS_PER_HOUR
                        + filled(minute, 0) * 60L
                        + filled(second, 0);
        CivilTime wall = CivilTime.of(LocalDateTime.ofEpochSecond(seconds, nano, ZoneOffset.UTC));
        return written == null ? wall.in(place) : wall.at(written.seconds(), written.name());
    }

    private static LocalDateTime today(Instant now, ZoneId place, @Nullable WrittenZone written) {
        return written == null
                ? LocalDateTime.ofInstant(now, place)
                : LocalDateTime.ofEpochSecond(
                        now.getEpochSecond() + written.seconds(), 0, ZoneOffset.UTC);
    }

    private static int filled(@Nullable Integer part, int otherwise) {
        return part == null ? otherwise : part;
    }

    private void fill(LocalDateTime today) {
        if (year != null && !wholeYear && year >= 0 && year <= 99) {
            year += year >= 69 ? 1900 : 2000;
        }
        if (dayOfYear != null) {
            year = filled(year, today.getYear());
            month = 1;
            day = dayOfYear;
            return;
        }
        if (year == null) {
            year = today.getYear();
            if (month == null) {
                month = today.getMonthValue();
                if (day == null) {
                    day = today.getDayOfMonth();
                    if (hour == null) {
                        hour = today.getHour();
                    }
                }
            }
        }
    }

    /// Whether there is such a day and time. The thirty-first of a shorter month is a day of the
    /// next one, a second 60 is one of the next minute. A day ends at 24:00; where the zone shifts
    /// the time, at 24:59.
    private boolean exists(boolean shifted) {
        int hours = filled(hour, 0);
        int minutes = filled(minute, 0);
        int seconds = filled(second, 0);
        boolean midnight = hours == 24 && (shifted || (minutes == 0 && seconds == 0));
        int lastDay = dayOfYear == null ? 31 : IsoDate.daysIn(filled(year, 1), 2) + 337;
        int months = filled(month, 1);
        int days = filled(day, 1);
        return (hours < 24 || midnight)
                && minutes < 60
                && seconds <= 60
                && months >= 1
                && months <= 12
                && days >= 1
                && days <= lastDay
                && Math.abs(filled(year, 1)) <= DateReader.YEAR_MAX;
    }
}
