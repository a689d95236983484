package io.epistle.liquid.value;

import io.epistle.liquid.LiquidFault;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;

/// How values become numbers: leniently for arithmetic, strictly for lengths and positions.
public final class Numbers {
    /// Digits a number in text may have; longer runs are refused.
    private static final int DIGITS_MAX = 1000;

    /// Characters of a text that are looked at for a number; room for the digits and their
    /// separators.
    private static final int TEXT_MAX = 4096;

    private Numbers() {}

    /// The number arithmetic filters see: text by its leading digits, anything else that is not a
    /// number is zero.
    public static NumberValue lenient(Value value) {
        return switch (value) {
            case NumberValue number -> number;
            case Text text -> lenient(text.value());
            case Nil _, Bool _, Moment _, Range _, Sequence _, Mapping _, Emptiness _ -> Whole.ZERO;
        };
    }

    /// As [#lenient(Value)], counted as work.
    public static NumberValue lenient(Value value, Meter meter) {
        charge(value, meter);
        return lenient(value);
    }

    /// The number in a text: a decimal if all of it reads `-1.5`, otherwise its leading whole
    /// number, otherwise zero.
    public static NumberValue lenient(String written) {
        String text = written.length() <= TEXT_MAX ? written : written.substring(0, TEXT_MAX);
        String trimmed = text.strip();
        return isDecimal(trimmed)
                ? new Decimal(Double.parseDouble(bounded(trimmed)))
                : leadingWhole(text);
    }

    /// The whole number at the start of a text, after white space and a sign; zero without one.
    public static NumberValue leadingWhole(String written) {
        String text = written.length() <= TEXT_MAX ? written : written.substring(0, TEXT_MAX);
        int from = 0;
        while (from < text.length() && Texts.isSpace(text.charAt(from))) {
            from++;
        }
        boolean negative = from < text.length() && text.charAt(from) == '-';
        if (negative || (from < text.length() && text.charAt(from) == '+')) {
            from++;
        }
        var digits = new StringBuilder(negative ? "-" : "");
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean separator =
                    c == '_' && at > from && at + 1 < text.length() && digit(text.charAt(at + 1));
            if (digit(c)) {
                digits.append(c);
            } else if (!separator || text.charAt(at - 1) == '_') {
                break;
            }
            at++;
        }
        return at == from ? Whole.ZERO : Whole.of(new BigInteger(bounded(digits.toString())));
    }

    /// The whole number a length or position must be: a whole number, or text that is nothing but
    /// one.
    ///
    /// @throws LiquidFault for anything else
    public static NumberValue strict(Value value) {
        if (value instanceof Whole whole) {
            return whole;
        }
        if (value instanceof BigWhole whole) {
            return whole;
        }
        boolean nested = value instanceof Sequence || value instanceof Mapping;
        String text = nested ? "" : Texts.of(value);
        NumberValue number = text.length() > TEXT_MAX ? null : wholeText(text.strip());
        if (number == null) {
            String found =
                    value instanceof Decimal decimal
                            ? Texts.decimal(decimal.number())
                            : Kinds.of(value);
            throw new LiquidFault("expected a whole number but found " + found, "invalid integer");
        }
        return number;
    }

    /// As [#strict(Value)], cut to the range of an `int`.
    ///
    /// @throws LiquidFault where the value is not a whole number
    public static int strictInt(Value value) {
        return clamp(strict(value));
    }

    /// As [#strictInt(Value)], counted as work.
    ///
    /// @throws LiquidFault where the value is not a whole number
    public static int strictInt(Value value, Meter meter) {
        charge(value, meter);
        return strictInt(value);
    }

    /// The whole number at the start of a text as [#leadingWhole(String)], cut to the range of an
    /// `int` and counted as work.
    public static int leadingInt(Text text, Meter meter) {
        charge(text, meter);
        return clamp(leadingWhole(text.value()));
    }

    /// The number cut to the range of an `int`, fractions dropped.
    public static int clamp(NumberValue number) {
        return switch (number) {
            case Whole whole -> Math.clamp(whole.number(), Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BigWhole whole ->
                    whole.number().signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
            case Decimal decimal -> (int) decimal.number();
        };
    }

    /// One end of a range: numbers without fraction as they are, text by its leading digits, nil as
    /// zero.
    ///
    /// @throws LiquidFault for anything else
    public static long rangeEnd(Value value) {
        NumberValue number =
                switch (value) {
                    case Nil _ -> Whole.ZERO;
                    case Text text -> leadingWhole(text.value());
                    case NumberValue _,
                            Bool _,
                            Moment _,
                            Range _,
                            Sequence _,
                            Mapping _,
                            Emptiness _ ->
                            strict(value);
                };
        return switch (number) {
            case Whole whole -> whole.number();
            case BigWhole whole -> throw new LiquidFault("the range is too long");
            case Decimal decimal -> (long) decimal.number();
        };
    }

    /// As [#rangeEnd(Value)], counted as work.
    ///
    /// @throws LiquidFault for what is no end of a range
    public static long rangeEnd(Value value, Meter meter) {
        charge(value, meter);
        return rangeEnd(value);
    }

    private static void charge(Value value, Meter meter) {
        if (value instanceof Text text) {
            meter.chargeText(text.value().length());
            meter.chargeDigits(Math.min(text.value().length(), DIGITS_MAX));
        }
    }

    private static boolean isDecimal(String text) {
        int at = !text.isEmpty() && text.charAt(0) == '-' ? 1 : 0;
        int point = skipDigits(text, at);
        if (point == at || point >= text.length() || text.charAt(point) != '.') {
            return false;
        }
        int end = skipDigits(text, point + 1);
        return end > point + 1 && end == text.length();
    }

    private static int skipDigits(String text, int from) {
        int at = from;
        while (at < text.length() && digit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static @Nullable NumberValue wholeText(String text) {
        boolean negative = text.startsWith("-");
        String body = negative || text.startsWith("+") ? text.substring(1) : text;
        int radix = radix(body);
        String digits = body.substring(prefixLength(body)).replace("_", "");
        boolean separators = body.startsWith("_") || body.endsWith("_") || body.contains("__");
        if (digits.isEmpty() || separators) {
            return null;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) > 'z' || Character.digit(digits.charAt(i), radix) < 0) {
                return null;
            }
        }
        var number = new BigInteger(bounded(digits), radix);
        return Whole.of(negative ? number.negate() : number);
    }

    /// The reference reads `0x1f`, `0b11`, `0o17` and `017` in their bases.
    private static int radix(String body) {
        if (body.length() < 2 || body.charAt(0) != '0') {
            return 10;
        }
        return switch (body.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            case 'd', 'D' -> 10;
            default -> 8;
        };
    }

    private static int prefixLength(String body) {
        boolean prefixed =
                body.length() > 2
                        && body.charAt(0) == '0'
                        && "xXbBoOdD".indexOf(body.charAt(1)) >= 0;
        return prefixed ? 2 : 0;
    }

    private static String bounded(String digits) {
        if (digits.length() > DIGITS_MAX) {
            throw new LiquidFault("the number has more than " + DIGITS_MAX + " digits");
        }
        return digits;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
