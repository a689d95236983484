package io.epistle.collect;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads times as exports write them: `2009-12-01`, `2009-12-01 07:45[:00[.000]]`, with `T`, `Z` or
/// an offset, `12/1/2009 7:45`, `1.12.2009 07:45`, `12/1/09 7:45 AM`. A year of two digits is in
/// this century; dots mean day first. Times without an offset are in the reader's zone; where
/// clocks go forward, a time that never was is moved forward with them, and of an hour that was
/// twice the first counts. Remembers its last cell: the rows of one order repeat it.
final class TimeReader {
    /// The shop cannot be older than what times are counted from.
    static final int YEAR_MIN = 1970;

    /// A later year is a typing error or a placeholder.
    static final int YEAR_MAX = 2100;

    private static final int CHARS_MAX = 64;

    private static final String CLOCK =
            "(?:(?:T|,? +)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)? ?([AaPp][Mm])?"
                    + " ?(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?)?";

    private static final Pattern YEAR_LEADS =
            Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})" + CLOCK);

    private static final Pattern YEAR_LAST =
            Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})" + CLOCK);

    private final ZoneId zone;
    private String lastCell = "";
    private TimeReadings lastReadings = TimeReadings.UNREADABLE;

    /// @param zone where times without an offset are at home
    TimeReader(ZoneId zone) {
        this.zone = zone;
    }

    /// Reads a cell.
    TimeReadings read(String cell) {
        if (!cell.equals(lastCell)) {
            lastReadings =
                    cell.length() > CHARS_MAX ? TimeReadings.UNREADABLE : parse(cell.strip());
            lastCell = cell;
        }
        return lastReadings;
    }

    private TimeReadings parse(String text) {
        Matcher leads = YEAR_LEADS.matcher(text);
        if (leads.matches()) {
            long time = time(leads, number(leads, 1), number(leads, 3), number(leads, 4));
            return new TimeReadings(time, time);
        }
        Matcher last = YEAR_LAST.matcher(text);
        if (!last.matches()) {
            return TimeReadings.UNREADABLE;
        }
        int year = number(last, 4) + (last.group(4).length() == 2 ? 2000 : 0);
        int first = number(last, 1);
        int second = number(last, 3);
        return new TimeReadings(
                time(last, year, second, first),
                last.group(2).equals(".") ? TimeReadings.NONE : time(last, year, first, second));
    }

    /// The time of a matched text, its day already read; [TimeReadings#NONE] where there is no such
    /// day or hour.
    private long time(Matcher text, int year, int month, int day) {
        if (year < YEAR_MIN || year > YEAR_MAX) {
            return TimeReadings.NONE;
        }
        try {
            LocalDateTime local =
                    LocalDateTime.of(
                            year,
                            month,
                            day,
                            hour(text),
                            number(text, 6),
                            number(text, 7),
                            nanos(text.group(8)));
            String offset = text.group(10);
            return (offset == null ? local.atZone(zone) : local.atZone(offset(offset)))
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException _) {
            return TimeReadings.NONE;
        }
    }

    private static int hour(Matcher text) {
        int hour = number(text, 5);
        String half = text.group(9);
        if (half == null) {
            return hour;
        }
        if (hour < 1 || hour > 12) {
            throw new DateTimeException("no such hour of half a day");
        }
        return hour % 12 + (half.toLowerCase(Locale.ROOT).equals("pm") ? 12 : 0);
    }

    private static int nanos(@org.jspecify.annotations.Nullable String fraction) {
        return fraction == null
                ? 0
                : Integer.parseInt(fraction + "0".repeat(9 - fraction.length()));
    }

    private static ZoneOffset offset(String text) {
        return switch (text) {
            case "Z", "UTC", "GMT" -> ZoneOffset.UTC;
            default -> ZoneOffset.of(text);
        };
    }

    private static int number(Matcher text, int group) {
        String digits = text.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
