package io.epistle.liquid.date;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dates people write in English, by the order of attempts of Ruby's `Date._parse`: a weekday,
/// a time with its zone, then day and month by name, `y-m-d`, `y/m/d`, `y.m.d`, or digits alone.
/// Parts left out in front come from now, parts left out behind are the first.
final class WrittenDate {
    /// Ruby refuses longer text, and so no pattern below can run long.
    private static final int LENGTH_MAX = 128;

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

    private static final Map<String, Integer> ZONE_HOURS =
            Map.ofEntries(
                    Map.entry("utc", 0),
                    Map.entry("gmt", 0),
                    Map.entry("z", 0),
                    Map.entry("est", -5),
                    Map.entry("edt", -4),
                    Map.entry("cst", -6),
                    Map.entry("cdt", -5),
                    Map.entry("mst", -7),
                    Map.entry("mdt", -6),
                    Map.entry("pst", -8),
                    Map.entry("pdt", -7),
                    Map.entry("bst", 1),
                    Map.entry("wet", 0),
                    Map.entry("cet", 1),
                    Map.entry("cest", 2),
                    Map.entry("eet", 2),
                    Map.entry("eest", 3),
                    Map.entry("msk", 3),
                    Map.entry("jst", 9),
                    Map.entry("ist", 5));

    private @Nullable Integer year;
    private @Nullable Integer month;
    private @Nullable Integer day;
    private @Nullable Integer hour;
    private int minute;
    private int second;
    private int nano;
    private @Nullable Integer offsetSeconds;
    private String zoneName = "";
    private boolean valid = true;

    private WrittenDate() {}

    /// The date, or null where the text holds none.
    ///
    /// @param text lower case
    static @Nullable CivilTime read(String text, Instant now, ZoneId zone) {
        if (text.length() > LENGTH_MAX) {
            return null;
        }
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
        String zone = matcher.group(8);
        int end = matcher.end();
        if (zone != null && !zone(zone)) {
            end = matcher.start(8);
        }
        return text.substring(0, matcher.start()) + " " + text.substring(end);
    }

    private boolean zone(String zone) {
        Integer hours = ZONE_HOURS.get(zone);
        if (hours != null) {
            offsetSeconds = hours * 3600 + (zone.equals("ist") ? 1800 : 0);
            boolean universal = hours == 0 && !zone.equals("wet");
            zoneName = universal ? "UTC" : zone.toUpperCase(java.util.Locale.ROOT);
            return true;
        }
        int sign = Math.max(zone.indexOf('+'), zone.indexOf('-'));
        if (sign < 0) {
            return false;
        }
        String digits = zone.substring(sign + 1).replace(":", "");
        int number = number(digits);
        int seconds =
                digits.length() <= 2 ? number * 3600 : number / 100 * 3600 + number % 100 * 60;
        valid &= seconds < 24 * 3600;
        offsetSeconds = zone.charAt(sign) == '-' ? -seconds : seconds;
        return true;
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
                offsetSeconds = 0;
                zoneName = "UTC";
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

    private CivilTime complete(Instant now, ZoneId zone) {
        CivilTime today = CivilTime.of(now, zone);
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
        return offsetSeconds == null ? time.in(zone) : withOffset(time, offsetSeconds);
    }

    private CivilTime withOffset(CivilTime time, int seconds) {
        return new CivilTime(
                time.year(),
                time.month(),
                time.day(),
                time.hour(),
                time.minute(),
                time.second(),
                time.nano(),
                seconds,
                zoneName);
    }
}
