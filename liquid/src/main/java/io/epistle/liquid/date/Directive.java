package io.epistle.liquid.date;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/// A directive of a strftime pattern, such as `%-d` or `%^10b`.
///
/// @param letter what it prints
/// @param padding what it is filled up with, `0` or a space; 0 for what is usual for the letter
/// @param left true for `-`: not filled up
/// @param upper true for `^`: in capitals
/// @param changed true for `#`: in the other case
/// @param colons colons of an offset from UTC
/// @param width fewest characters; 0 for what is usual
record Directive(
        char letter,
        char padding,
        boolean left,
        boolean upper,
        boolean changed,
        int colons,
        int width) {
    private static final String LETTERS = "YCymBbhdejHkIlPpMSLNzZAauwGgVUWsnt%cDFvxXrRT";

    /// Letters behind `E` and `O`, the forms of other calendars and scripts, which here are the
    /// usual ones.
    private static final String BEHIND_E = "cCxXyY";

    private static final String BEHIND_O = "deHkIlmMSuUVwWy";

    /// Widths past this are refused: the directive is printed as written.
    private static final int WIDTH_MAX = 1024;

    private static final int COLONS_MAX = 3;

    private static final List<String> MONTHS =
            List.of(
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December");
    private static final List<String> WEEKDAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

    /// The characters behind one `%`, read up to the one that decides.
    ///
    /// @param directive what they mean, or null where they mean nothing
    /// @param end offset behind the last one read; past the pattern where it ends before that
    record Read(@Nullable Directive directive, int end) {}

    /// Reads the directive whose `%` stands at `from`.
    static Read read(String pattern, int from) {
        char padding = 0;
        boolean left = false;
        boolean upper = false;
        boolean changed = false;
        int colons = 0;
        int width = 0;
        int at = from + 1;
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            boolean flag = "-^#_".indexOf(c) >= 0;
            if (flag && width > 0) {
                return new Read(null, at);
            }
            switch (c) {
                case '-' -> {
                    left = true;
                    padding = 0;
                }
                case '^' -> upper = true;
                case '#' -> changed = true;
                case '_' -> padding = ' ';
                case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                    padding = c == '0' ? '0' : padding;
                    width = c - '0';
                    while (at < pattern.length() && isDigit(pattern.charAt(at))) {
                        width = Math.min(WIDTH_MAX + 1, width * 10 + pattern.charAt(at++) - '0');
                    }
                    if (width > WIDTH_MAX) {
                        return new Read(null, at);
                    }
                }
                case ':' -> {
                    colons = 1;
                    while (at < pattern.length() && pattern.charAt(at) == ':') {
                        colons++;
                        at++;
                    }
                    if (colons > COLONS_MAX || !follows(pattern, at, "z")) {
                        return new Read(null, at);
                    }
                }
                case 'E', 'O' -> {
                    if (!follows(pattern, at, c == 'E' ? BEHIND_E : BEHIND_O)) {
                        return new Read(null, at);
                    }
                }
                default -> {
                    boolean known = LETTERS.indexOf(c) >= 0;
                    var directive = new Directive(c, padding, left, upper, changed, colons, width);
                    return new Read(known ? directive : null, at);
                }
            }
        }
        return new Read(null, pattern.length() + 1);
    }

    private static boolean follows(String pattern, int at, String letters) {
        return at < pattern.length() && letters.indexOf(pattern.charAt(at)) >= 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// Prints its part of `time`.
    void append(CivilTime time, StringBuilder out) {
        switch (letter) {
            case 'Y' -> number(time.year(), time.year() < 0 ? 5 : 4, '0', out);
            case 'C' -> number(Math.floorDiv(time.year(), 100), 2, '0', out);
            case 'y' -> number(Math.floorMod(time.year(), 100), 2, '0', out);
            case 'm' -> number(time.month(), 2, '0', out);
            case 'd' -> number(time.day(), 2, '0', out);
            case 'e' -> number(time.day(), 2, ' ', out);
            case 'j' -> number(time.dayOfYear(), 3, '0', out);
            case 'H' -> number(time.hour(), 2, '0', out);
            case 'k' -> number(time.hour(), 2, ' ', out);
            case 'I' -> number(hourOfHalf(time), 2, '0', out);
            case 'l' -> number(hourOfHalf(time), 2, ' ', out);
            case 'M' -> number(time.minute(), 2, '0', out);
            case 'S' -> number(time.second(), 2, '0', out);
            case 'u' -> number((time.weekday() + 6) % 7 + 1L, 1, '0', out);
            case 'w' -> number(time.weekday(), 1, '0', out);
            case 'G' -> number(time.isoYear(), time.isoYear() < 0 ? 5 : 4, '0', out);
            case 'g' -> number(Math.floorMod(time.isoYear(), 100), 2, '0', out);
            case 'V' -> number(time.isoWeek(), 2, '0', out);
            case 'U' -> number(time.week(0), 2, '0', out);
            case 'W' -> number(time.week(1), 2, '0', out);
            case 's' -> number(time.epochSecond(), 1, '0', out);
            case 'L' -> fraction(time, 3, out);
            case 'N' -> fraction(time, 9, out);
            case 'z' -> offset(time, out);
            case 'B' -> name(MONTHS.get(time.month() - 1), out);
            case 'b', 'h' -> name(MONTHS.get(time.month() - 1).substring(0, 3), out);
            case 'A' -> name(WEEKDAYS.get(time.weekday()), out);
            case 'a' -> name(WEEKDAYS.get(time.weekday()).substring(0, 3), out);
            case 'p' -> text(time.hour() < 12 ? lowered("AM") : lowered("PM"), out);
            case 'P' -> name(time.hour() < 12 ? "am" : "pm", out);
            case 'Z' -> text(lowered(time.zone()), out);
            case 'n' -> text("\n", out);
            case 't' -> text("\t", out);
            case '%' -> text("%", out);
            default -> composite(time, out);
        }
    }

    private static int hourOfHalf(CivilTime time) {
        int hour = time.hour() % 12;
        return hour == 0 ? 12 : hour;
    }

    private void number(long number, int usual, char usualPadding, StringBuilder out) {
        boolean zeros = padding == '0' || (padding == 0 && usualPadding == '0');
        String digits = Long.toString(Math.abs(number));
        int sign = number < 0 ? 1 : 0;
        int size = left ? 0 : width > 0 ? width : usual;
        int fill = Math.max(0, size - digits.length() - sign);
        out.repeat(' ', zeros ? 0 : fill);
        out.append(sign > 0 ? "-" : "");
        out.repeat('0', zeros ? fill : 0);
        out.append(digits);
    }

    private void fraction(CivilTime time, int digits, StringBuilder out) {
        int wanted = width > 0 ? width : digits;
        String nanos = Integer.toString(1_000_000_000 + time.nano()).substring(1);
        out.append(nanos, 0, Math.min(wanted, nanos.length()));
        out.repeat('0', Math.max(0, wanted - nanos.length()));
    }

    /// `+0200`, `+02:00`, `+02:00:00`, or with three colons as short as it can be. It is filled up
    /// before the digits of the hours, in front of the sign where with spaces.
    private void offset(CivilTime time, StringBuilder out) {
        int seconds = Math.abs(time.offsetSeconds());
        var behind = new StringBuilder();
        boolean minutes = colons < 3 || seconds % 3600 != 0;
        if (minutes) {
            behind.append(colons > 0 ? ":" : "");
            two(seconds / 60 % 60, behind);
        }
        if (colons == 2 || (colons == 3 && seconds % 60 != 0)) {
            behind.append(':');
            two(seconds % 60, behind);
        }
        String hours = Integer.toString(seconds / 3600);
        int fill = Math.max(2, width - behind.length() - 1) - hours.length();
        boolean spaces = padding == ' ';
        out.repeat(' ', spaces ? Math.max(0, fill) : 0);
        out.append(time.offsetSeconds() < 0 ? '-' : '+');
        out.repeat('0', spaces ? 0 : Math.max(0, fill));
        out.append(hours).append(behind);
    }

    private static void two(int number, StringBuilder out) {
        out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /// What `#` puts in capitals.
    private void name(String name, StringBuilder out) {
        text(changed ? name.toUpperCase(Locale.ROOT) : name, out);
    }

    /// What `#` puts in small letters.
    private String lowered(String text) {
        return changed ? text.toLowerCase(Locale.ROOT) : text;
    }

    private void text(String text, StringBuilder out) {
        if (!left) {
            out.repeat(padding == '0' ? '0' : ' ', Math.max(0, width - text.length()));
        }
        out.append(upper && !changed ? text.toUpperCase(Locale.ROOT) : text);
    }

    // Directives that stand for several others

    private void composite(CivilTime time, StringBuilder out) {
        String text = composite().format(time);
        out.repeat(padding == '0' ? '0' : ' ', Math.max(0, width - text.length()));
        out.append(upper ? text.toUpperCase(Locale.ROOT) : text);
    }

    private Strftime composite() {
        return switch (letter) {
            case 'c' -> Composite.DATE_AND_TIME;
            case 'D', 'x' -> Composite.SLASHED_DATE;
            case 'F' -> Composite.ISO_DATE;
            case 'v' -> Composite.VMS_DATE;
            case 'r' -> Composite.HALF_DAY_TIME;
            case 'R' -> Composite.HOUR_AND_MINUTE;
            default -> Composite.TIME;
        };
    }

    private static final class Composite {
        static final Strftime DATE_AND_TIME = Strftime.compile("%a %b %e %H:%M:%S %Y");
        static final Strftime SLASHED_DATE = Strftime.compile("%m/%d/%y");
        static final Strftime ISO_DATE = Strftime.compile("%Y-%m-%d");
        static final Strftime VMS_DATE = Strftime.compile("%e-%^b-%Y");
        static final Strftime HALF_DAY_TIME = Strftime.compile("%I:%M:%S %p");
        static final Strftime HOUR_AND_MINUTE = Strftime.compile("%H:%M");
        static final Strftime TIME = Strftime.compile("%H:%M:%S");
    }
}
