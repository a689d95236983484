package io.epistle.liquid.date;

import java.util.ArrayList;
import java.util.List;

/// A compiled strftime pattern with the directives, flags and widths of Ruby's `Time#strftime`.
public final class Strftime {
    static final List<String> MONTHS =
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
    static final List<String> WEEKDAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

    private static final String DIRECTIVES = "YCymBbhdejHkIlPpMSLNzZAauwGgVUWsnt%cDFvxXrRT+";

    /// Widths past this are refused: the directive is printed as written.
    private static final int WIDTH_MAX = 1024;

    private final List<Piece> pieces;

    /// Part of a pattern.
    private sealed interface Piece {}

    /// Text as it is.
    private record Literal(String text) implements Piece {}

    private Strftime(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /// A directive.
    private record Directive(char letter, char padding, char letterCase, int colons, int width)
            implements Piece {}

    /// Compiles a pattern; what is not a directive is text.
    public static Strftime compile(String pattern) {
        var pieces = new ArrayList<Piece>();
        var literal = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            int end = c == '%' ? directiveEnd(pattern, at) : -1;
            if (end < 0) {
                literal.append(c);
                at++;
            } else {
                if (!literal.isEmpty()) {
                    pieces.add(new Literal(literal.toString()));
                    literal.setLength(0);
                }
                pieces.add(directive(pattern.substring(at + 1, end)));
                at = end;
            }
        }
        if (!literal.isEmpty()) {
            pieces.add(new Literal(literal.toString()));
        }
        return new Strftime(List.copyOf(pieces));
    }

    /// The time in this pattern.
    public String format(CivilTime time) {
        var out = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            switch (pieces.get(i)) {
                case Literal literal -> out.append(literal.text());
                case Directive directive -> append(directive, time, out);
            }
        }
        return out.toString();
    }

    /// The offset behind the directive at `from`, or -1 where there is none.
    private static int directiveEnd(String pattern, int from) {
        int at = from + 1;
        while (at < pattern.length() && "-0^#_:".indexOf(pattern.charAt(at)) >= 0) {
            at++;
        }
        int width = 0;
        while (at < pattern.length() && "0123456789".indexOf(pattern.charAt(at)) >= 0) {
            width = Math.min(WIDTH_MAX + 1, width * 10 + pattern.charAt(at) - '0');
            at++;
        }
        while (at < pattern.length() && pattern.charAt(at) == ':') {
            at++;
        }
        boolean known =
                at < pattern.length()
                        && width <= WIDTH_MAX
                        && DIRECTIVES.indexOf(pattern.charAt(at)) >= 0;
        return known ? at + 1 : -1;
    }

    private static Directive directive(String text) {
        char padding = 0;
        char letterCase = 0;
        int colons = 0;
        int width = 0;
        boolean inWidth = false;
        for (char c : text.substring(0, text.length() - 1).toCharArray()) {
            switch (c) {
                case '-', '_' -> padding = c;
                case '^', '#' -> letterCase = c;
                case ':' -> colons++;
                default -> {
                    if (c == '0' && !inWidth) {
                        padding = c;
                    } else {
                        inWidth = true;
                        width = width * 10 + (c - '0');
                    }
                }
            }
        }
        return new Directive(text.charAt(text.length() - 1), padding, letterCase, colons, width);
    }

    private static void append(Directive directive, CivilTime time, StringBuilder out) {
        switch (directive.letter()) {
            case 'Y' -> number(directive, time.year(), time.year() < 0 ? 5 : 4, '0', out);
            case 'C' -> number(directive, Math.floorDiv(time.year(), 100), 2, '0', out);
            case 'y' -> number(directive, Math.floorMod(time.year(), 100), 2, '0', out);
            case 'm' -> number(directive, time.month(), 2, '0', out);
            case 'd' -> number(directive, time.day(), 2, '0', out);
            case 'e' -> number(directive, time.day(), 2, ' ', out);
            case 'j' -> number(directive, time.dayOfYear(), 3, '0', out);
            case 'H' -> number(directive, time.hour(), 2, '0', out);
            case 'k' -> number(directive, time.hour(), 2, ' ', out);
            case 'I' -> number(directive, hourOfHalf(time), 2, '0', out);
            case 'l' -> number(directive, hourOfHalf(time), 2, ' ', out);
            case 'M' -> number(directive, time.minute(), 2, '0', out);
            case 'S' -> number(directive, time.second(), 2, '0', out);
            case 'u' -> number(directive, (time.weekday() + 6) % 7 + 1L, 1, '0', out);
            case 'w' -> number(directive, time.weekday(), 1, '0', out);
            case 'G' -> number(directive, time.isoYear(), 4, '0', out);
            case 'g' -> number(directive, Math.floorMod(time.isoYear(), 100), 2, '0', out);
            case 'V' -> number(directive, time.isoWeek(), 2, '0', out);
            case 'U' -> number(directive, time.week(0), 2, '0', out);
            case 'W' -> number(directive, time.week(1), 2, '0', out);
            case 's' -> number(directive, time.epochSecond(), 1, '0', out);
            case 'L' -> fraction(directive, time, 3, out);
            case 'N' -> fraction(directive, time, 9, out);
            case 'z' -> offset(directive, time, out);
            case 'B' -> text(directive, MONTHS.get(time.month() - 1), out);
            case 'b', 'h' -> text(directive, MONTHS.get(time.month() - 1).substring(0, 3), out);
            case 'A' -> text(directive, WEEKDAYS.get(time.weekday()), out);
            case 'a' -> text(directive, WEEKDAYS.get(time.weekday()).substring(0, 3), out);
            case 'p' -> text(directive, half(directive, time), out);
            case 'P' -> text(directive, time.hour() < 12 ? "am" : "pm", out);
            case 'Z' -> text(directive, zone(directive, time), out);
            case 'n' -> text(directive, "\n", out);
            case 't' -> text(directive, "\t", out);
            case '%' -> text(directive, "%", out);
            default -> text(directive, composite(directive.letter()).format(time), out);
        }
    }

    private static Strftime composite(char letter) {
        return switch (letter) {
            case 'c' -> Composite.DATE_AND_TIME;
            case 'D', 'x' -> Composite.SLASHED_DATE;
            case 'F' -> Composite.ISO_DATE;
            case 'v' -> Composite.VMS_DATE;
            case 'r' -> Composite.HALF_DAY_TIME;
            case 'R' -> Composite.HOUR_AND_MINUTE;
            case '+' -> Composite.DATE_COMMAND;
            default -> Composite.TIME;
        };
    }

    /// Directives that stand for several others.
    private static final class Composite {
        static final Strftime DATE_AND_TIME = compile("%a %b %e %H:%M:%S %Y");
        static final Strftime SLASHED_DATE = compile("%m/%d/%y");
        static final Strftime ISO_DATE = compile("%Y-%m-%d");
        static final Strftime VMS_DATE = compile("%e-%^b-%Y");
        static final Strftime HALF_DAY_TIME = compile("%I:%M:%S %p");
        static final Strftime HOUR_AND_MINUTE = compile("%H:%M");
        static final Strftime DATE_COMMAND = compile("%a %b %e %H:%M:%S %Z %Y");
        static final Strftime TIME = compile("%H:%M:%S");
    }

    private static int hourOfHalf(CivilTime time) {
        int hour = time.hour() % 12;
        return hour == 0 ? 12 : hour;
    }

    private static String half(Directive directive, CivilTime time) {
        boolean lower = directive.letterCase() == '#';
        if (time.hour() < 12) {
            return lower ? "am" : "AM";
        }
        return lower ? "pm" : "PM";
    }

    private static String zone(Directive directive, CivilTime time) {
        boolean lower = directive.letterCase() == '#';
        return lower ? time.zone().toLowerCase(java.util.Locale.ROOT) : time.zone();
    }

    private static void number(
            Directive directive, long number, int width, char padding, StringBuilder out) {
        char pad =
                switch (directive.padding()) {
                    case '-' -> 0;
                    case '_' -> ' ';
                    case '0' -> '0';
                    default -> padding;
                };
        String digits = Long.toString(Math.abs(number));
        int sign = number < 0 ? 1 : 0;
        int size = pad == 0 ? 0 : Math.max(directive.width(), directive.width() > 0 ? 0 : width);
        int fill = Math.max(0, size - digits.length() - sign);
        if (pad == ' ') {
            out.repeat(' ', fill);
        }
        if (sign > 0) {
            out.append('-');
        }
        if (pad == '0') {
            out.repeat('0', fill);
        }
        out.append(digits);
    }

    private static void fraction(
            Directive directive, CivilTime time, int digits, StringBuilder out) {
        int wanted = directive.width() > 0 ? directive.width() : digits;
        String nanos = Integer.toString(1_000_000_000 + time.nano()).substring(1);
        out.append(nanos, 0, Math.min(wanted, nanos.length()));
        out.repeat('0', Math.max(0, wanted - nanos.length()));
    }

    private static void offset(Directive directive, CivilTime time, StringBuilder out) {
        int seconds = Math.abs(time.offsetSeconds());
        var text = new StringBuilder();
        two(seconds / 3600, text);
        text.append(directive.colons() > 0 ? ":" : "");
        two(seconds / 60 % 60, text);
        if (directive.colons() > 1) {
            text.append(':');
            two(seconds % 60, text);
        }
        out.append(time.offsetSeconds() < 0 ? '-' : '+');
        out.repeat('0', Math.max(0, directive.width() - text.length() - 1));
        out.append(text);
    }

    private static void two(int number, StringBuilder out) {
        out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    private static void text(Directive directive, String text, StringBuilder out) {
        boolean namesOfDay = directive.letter() == 'p' || directive.letter() == 'Z';
        boolean upper =
                directive.letterCase() == '^' || (directive.letterCase() == '#' && !namesOfDay);
        if (directive.padding() != '-') {
            char pad = directive.padding() == '0' ? '0' : ' ';
            out.repeat(pad, Math.max(0, directive.width() - text.length()));
        }
        out.append(upper ? text.toUpperCase(java.util.Locale.ROOT) : text);
    }
}
