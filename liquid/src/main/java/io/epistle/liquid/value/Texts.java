package io.epistle.liquid.value;

import io.epistle.liquid.LimitReached;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How values become text, as the reference prints them.
public final class Texts {
    /// Nesting past which a list or map prints as `...`, so that printing ends.
    private static final int DEPTH_MAX = 100;

    /// Characters of a printed list or map. One that holds the same list many times over grows past
    /// any memory.
    private static final int INSPECTED_MAX = 10_000_000;

    private static final double PLAIN_FROM = 1e-4;
    private static final double PLAIN_TO = 1e15;

    /// From here on no double has a fraction.
    private static final double FRACTION_TO = 1e16;

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss ", Locale.ROOT);

    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ROOT);

    /// Seconds from 1970 to near the year 1,000,000.
    private static final long MOMENT_SECONDS_MAX = 31_494_784_780_800L;

    private Texts() {}

    /// The text of a value as [#of(Value, TextContext)] gives it in UTC, uncounted.
    public static String of(Value value) {
        return of(value, TextContext.PLAIN);
    }

    /// The text a filter sees when it is handed `value`: nil is empty, lists and maps are
    /// inspected, a date is written in the context's zone. Counted as work by its length, and while
    /// it grows.
    public static String of(Value value, TextContext context) {
        return switch (value) {
            case Text text -> {
                context.chargeText(text.value().length());
                yield text.value();
            }
            case Whole whole -> Long.toString(whole.number());
            case Decimal decimal -> decimal(decimal.number());
            case BigWhole big -> {
                context.chargeDigits(Arithmetic.digits(big));
                yield big.number().toString();
            }
            case Nil _ -> "";
            case Bool bool -> bool == Bool.TRUE ? "true" : "false";
            case Emptiness _ -> "";
            case Moment moment -> moment(moment.instant(), context.zone());
            case Range range -> range.first() + ".." + range.last();
            case Sequence sequence -> inspect(sequence, context);
            case Mapping mapping -> mapping.display(context);
        };
    }

    /// `2026-07-01 06:30:00 UTC`, in other zones `2026-07-01 08:30:00 +0200`. The instants at the
    /// very ends of the calendar have a form of their own, past every pattern.
    private static String moment(Instant instant, ZoneId zone) {
        if (Math.abs(instant.getEpochSecond()) > MOMENT_SECONDS_MAX) {
            return instant.toString();
        }
        ZonedDateTime time = instant.atZone(zone);
        boolean utc = zone.normalized().equals(ZoneOffset.UTC);
        return MOMENT.format(time) + (utc ? "UTC" : OFFSET.format(time));
    }

    /// The text of a value inside a printed list or map: text is quoted.
    public static String inspect(Value value) {
        return inspect(value, TextContext.PLAIN);
    }

    /// As [#inspect(Value)] in the context's zone, counted while it grows.
    public static String inspect(Value value, TextContext context) {
        var out = new StringBuilder();
        inspect(value, out, 0, context);
        return out.toString();
    }

    /// A float as the reference prints it: `2.0`, `0.0001`, `1.0e-05`, `1.0e+15`.
    public static String decimal(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.toString(number);
        }
        double size = Math.abs(number);
        boolean fraction = size < FRACTION_TO && size != Math.rint(size);
        if (size == 0 || (size >= PLAIN_FROM && (size < PLAIN_TO || fraction))) {
            String text = Double.toString(number);
            if (text.indexOf('E') >= 0) {
                text = new BigDecimal(text).stripTrailingZeros().toPlainString();
            }
            return text.indexOf('.') >= 0 ? text : text + ".0";
        }
        // The least double has one digit, where Java writes two.
        String text = size == Double.MIN_VALUE ? "5.0E-324" : Double.toString(size);
        int split = text.indexOf('E');
        int exponent = Integer.parseInt(text.substring(split + 1));
        String digits = Math.abs(exponent) < 10 ? "0" : "";
        return (number < 0 ? "-" : "")
                + text.substring(0, split)
                + (exponent < 0 ? "e-" : "e+")
                + digits
                + Math.abs(exponent);
    }

    /// Whether `text` is empty or holds nothing but ASCII white space.
    public static boolean blank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// ASCII white space: space, tab, newline, vertical tab, form feed, carriage return.
    public static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static void inspect(Value value, StringBuilder out, int depth, TextContext context) {
        if (depth > DEPTH_MAX) {
            out.append("...");
            return;
        }
        if (out.length() > INSPECTED_MAX) {
            throw new LimitReached(
                    "a list or object prints as more than " + INSPECTED_MAX + " characters");
        }
        switch (value) {
            case Text text -> quote(text.value(), out, context);
            case Nil nil -> out.append("nil");
            case Sequence sequence -> inspect(sequence, out, depth, context);
            case Mapping mapping -> inspect(mapping, out, depth, context);
            case NumberValue number -> out.append(of(number, context));
            case Bool bool -> out.append(of(bool));
            case Moment moment -> out.append(of(moment, context));
            case Range range -> out.append(of(range));
            case Emptiness word -> out.append("\"\"");
        }
    }

    private static void inspect(
            Sequence sequence, StringBuilder out, int depth, TextContext context) {
        context.charge(sequence.size());
        out.append('[');
        for (int i = 0; i < sequence.size(); i++) {
            if (i > 0) {
                out.append(", ");
            }
            inspect(sequence.get(i), out, depth + 1, context);
        }
        out.append(']');
    }

    private static void inspect(
            Mapping mapping, StringBuilder out, int depth, TextContext context) {
        context.charge(mapping.size());
        out.append('{');
        String separator = "";
        for (String key : mapping.keys()) {
            out.append(separator);
            quote(key, out, context);
            out.append("=>");
            inspect(mapping.get(key), out, depth + 1, context);
            separator = ", ";
        }
        out.append('}');
    }

    private static void quote(String text, StringBuilder out, TextContext context) {
        context.chargeText(text.length());
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case 0x0B -> out.append("\\v");
                case 0x08 -> out.append("\\b");
                case 0x07 -> out.append("\\a");
                case 0x1B -> out.append("\\e");
                case '#' -> {
                    boolean interpolates =
                            i + 1 < text.length() && "{$@".indexOf(text.charAt(i + 1)) >= 0;
                    out.append(interpolates ? "\\#" : "#");
                }
                default -> {
                    if (c < ' ' || c == 0x7F) {
                        out.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
