package io.epistle.liquid.date;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dates people write in English, by the order of attempts of Ruby's `Date._parse`: a weekday,
/// a time with its zone, then day and month by name, `y-m-d`, `y/m/d`, `y.m.d`, or digits alone.
/// Parts left out in front come from now, parts left out behind are the first.
final class WrittenDate {
    private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    private static final Pattern WEEKDAY =
            Pattern.compile("\\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\\d\\s]*");
    private static final Pattern TIME =
            Pattern.compile(
                    "(?:(\\d+)\\s*:\\s*(\\d+)(?:\\s*:\\s*(\\d+)(?:[,.](\\d*))?)?"
                            + "(?:\\s*([ap])(?:m\\b|\\.m\\.))?"
                            + "|(\\d+)\\s*([ap])(?:m\\b|\\.m\\.))"
                            + "(?:\\s*((?:gmt|utc?)?[-+]\\d+(?::?\\d+)?|[a-z]+\\b))?");
    private static final Pattern DAY_MONTH =
            Pattern.compile(
                    "('?\\d+)[^-\\d\\s]*\\s*\\b" + MONTH + "[^-\\d\\s']*(?:\\s*('?-?\\d+))?");
    private static final Pattern MONTH_DAY =
            Pattern.compile(
                    "\\b"
                            + MONTH
                            + "[^-\\d\\s']*\\s*('?\\d+)[^-\\d\\s']*(?:\\s*,?\\s*('?-?\\d+))?");
    private static final Pattern DASHED_NUMBERS =
            Pattern.compile("('?[-+]?\\d+)-(\\d+)-('?-?\\d+)");
    private static final Pattern DASHED_NAME =
            Pattern.compile("('?-?\\d+)-" + MONTH + "[^-/.]*-('?-?\\d+)");
    private static final Pattern SEPARATED =
            Pattern.compile("('?-?\\d+)[/.]\\s*('?\\d+)(?:[/.]\\s*('?-?\\d+))?");
    private static final Pattern YEAR_MONTH = Pattern.compile("\\b(\\d{4})-(\\d{2})\\b");
    private static final Pattern MONTH_ALONE = Pattern.compile("\\b" + MONTH + "\\S*");
    private static final Pattern DIGITS =
            Pattern.compile("\\b(\\d{4})(\\d{2})(\\d{2})(?:t?(\\d{2})(\\d{2})(\\d{2})?(z)?)?\\b");

    private @Nullable Integer year;
    private @Nullable Integer month;
    private @Nullable Integer day;
    private @Nullable Integer hour;
    private int minute;
    private int second;
    private int nano;
    private @Nullable WrittenZone zone;
    private boolean valid = true;

    private WrittenDate() {}

    /// The date, or null where the text holds none.
    ///
    /// @param text lower case
    static @Nullable CivilTime read(String text, Instant now, ZoneId zone) {
        var date = new WrittenDate();
        boolean weekday = WEEKDAY.matcher(text).find();
        String rest = date.time(WEEKDAY.matcher(text).replaceFirst(" "));
        boolean dated = date.date(rest);
        if (!date.valid
                || (!dated && date.hour == null)
                || (weekday && rest.isBlank() && !dated && date.hour == null)) {
            return null;
        }
        return date.complete(now, zone);
    }

    private String time(String text) {
        Matcher digits = DIGITS.matcher(text);
        if (digits.find()) {
            return text;
        }
        Matcher matcher = TIME.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        boolean clock = matcher.group(1) != null;
        hour = number(matcher.group(clock ? 1 : 6));
        minute = clock ? number(matcher.group(2)) : 0;
        second = matcher.group(3) == null ? 0 : number(matcher.group(3));
        if (matcher.group(4) != null) {
            nano = nanos(matcher.group(4));
        }
        String half = matcher.group(clock ? 5 : 7);
        if (half != null) {
            valid &= hour >= 1 && hour <= 12;
            hour = hour % 12 + (half.equals("p") ? 12 : 0);
        }
        valid &= hour < 24 && minute < 60 && second <= 60;
        int end = matcher.end();
        if (matcher.group(8) != null) {
            zone = WrittenZone.read(matcher.group(8));
            valid &= zone == null || zone.exists();
            end = zone == null ? matcher.start(8) : end;
        }
        return text.substring(0, matcher.start()) + " " + text.substring(end);
    }

    private boolean date(String text) {
        Matcher named = DAY_MONTH.matcher(text);
        if (named.find()) {
            set(named.group(3), MONTHS.indexOf(named.group(2)) + 1, named.group(1));
            return true;
        }
        Matcher american = MONTH_DAY.matcher(text);
        if (american.find()) {
            monthAndDay(american);
            return true;
        }
        Matcher dashed = DASHED_NUMBERS.matcher(text);
        if (dashed.find()) {
            set(dashed.group(1), number(dashed.group(2)), dashed.group(3));
            return true;
        }
        Matcher dashedName = DASHED_NAME.matcher(text);
        if (dashedName.find()) {
            set(dashedName.group(3), MONTHS.indexOf(dashedName.group(2)) + 1, dashedName.group(1));
            return true;
        }
        Matcher separated = SEPARATED.matcher(text);
        if (separated.find()) {
            separated(separated);
            return true;
        }
        return partial(text);
    }

    /// `March 2016` names no day: a number of more than two digits is a year.
    private void monthAndDay(Matcher matcher) {
        int name = MONTHS.indexOf(matcher.group(1)) + 1;
        if (matcher.group(3) == null && isYear(matcher.group(2))) {
            set(matcher.group(2), name, null);
        } else {
            set(matcher.group(3), name, matcher.group(2));
        }
    }

    /// `2016/3/14`, `14/3/2016` or `3/14`.
    private void separated(Matcher matcher) {
        if (matcher.group(3) == null) {
            set(null, number(matcher.group(1)), matcher.group(2));
        } else {
            set(matcher.group(1), number(matcher.group(2)), matcher.group(3));
        }
    }

    private boolean partial(String text) {
        Matcher digits = DIGITS.matcher(text);
        if (digits.find()) {
            set(digits.group(1), number(digits.group(2)), digits.group(3));
            if (digits.group(4) != null) {
                hour = number(digits.group(4));
                minute = number(digits.group(5));
                second = digits.group(6) == null ? 0 : number(digits.group(6));
                valid &= hour < 24 && minute < 60 && second <= 60;
            }
            if (digits.group(7) != null) {
                zone = WrittenZone.UNIVERSAL;
            }
            return true;
        }
        Matcher yearMonth = YEAR_MONTH.matcher(text);
        if (yearMonth.find()) {
            set(yearMonth.group(1), number(yearMonth.group(2)), null);
            return true;
        }
        Matcher name = MONTH_ALONE.matcher(text);
        if (name.find()) {
            month = MONTHS.indexOf(name.group(1)) + 1;
            return true;
        }
        return false;
    }

    /// Sets year, month and day; a year and a day in each other's place are exchanged.
    private void set(@Nullable String yearText, int monthNumber, @Nullable String dayText) {
        String y = yearText;
        String d = dayText;
        if (d != null && isYear(d) && (y == null || !isYear(y))) {
            String swap = y;
            y = d;
            d = swap;
        }
        month = monthNumber;
        year = y == null ? null : yearNumber(y);
        valid &= year == null || Math.abs(year) <= DateReader.YEAR_MAX;
        day = d == null ? null : number(d.replace("'", ""));
        valid &= monthNumber >= 1 && monthNumber <= 12 && (day == null || (day >= 1 && day <= 31));
    }

    private static boolean isYear(String text) {
        return text.startsWith("'") || text.startsWith("-") || text.length() > 2;
    }

    /// Two digits mean 1969 to 2068.
    private int yearNumber(String text) {
        String digits = text.replace("'", "").replace("+", "");
        int number = number(digits);
        boolean shortened = digits.length() <= 2 && number >= 0;
        return shortened ? number + (number >= 69 ? 1900 : 2000) : number;
    }

    private int number(String digits) {
        if (digits.length() > 9) {
            valid = false;
            return 0;
        }
        return Integer.parseInt(digits);
    }

    private static int nanos(String digits) {
        return Integer.parseInt((digits + "000000000").substring(0, 9));
    }

    private CivilTime complete(Instant now, ZoneId place) {
        CivilTime today = CivilTime.of(now, place);
        boolean noYear = year == null;
        boolean noMonth = noYear && month == null;
        boolean noDay = noMonth && day == null;
        int wholeYear = year == null ? today.year() : year;
        int wholeMonth = month == null ? (noMonth ? today.month() : 1) : month;
        int wholeDay = day == null ? (noDay ? today.day() : 1) : day;
        int length = IsoDate.daysIn(wholeYear, wholeMonth);
        // The thirty-first of a shorter month is a day of the next one.
        boolean over = wholeDay > length;
        var time =
                new CivilTime(
                        over && wholeMonth == 12 ? wholeYear + 1 : wholeYear,
                        over ? wholeMonth % 12 + 1 : wholeMonth,
                        over ? wholeDay - length : wholeDay,
                        hour == null ? 0 : hour,
                        minute,
                        second,
                        nano,
                        0,
                        "");
        return zone == null ? time.in(place) : time.at(zone.seconds(), zone.name());
    }
}
