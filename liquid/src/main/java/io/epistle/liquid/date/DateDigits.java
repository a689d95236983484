package io.epistle.liquid.date;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates and times in a run of digits, told apart by how many there are: `20260304T050607Z`.
final class DateDigits {
    static final Pattern PATTERN =
            Pattern.compile(
                    "([-+]?)(\\d{2,14})(?:\\s*t?\\s*(\\d{2,6})?(?:[,.](\\d*))?)?"
                            + "(z\\b|[-+]\\d{1,4}\\b)?");

    private DateDigits() {}

    /// Reads what [#PATTERN] found.
    static void read(Matcher found, DateParts parts) {
        String sign = found.group(1);
        String digits = found.group(2);
        String time = found.group(3);
        String fraction = found.group(4);
        if (time == null && fraction != null) {
            fromTheEnd(digits, parts);
        } else {
            date(sign, digits, parts);
        }
        if (time != null && fraction != null) {
            fromTheEnd(time, parts);
        } else if (time != null && time.length() % 2 == 0) {
            clock(time, 0, parts);
        }
        parts.fraction(fraction);
        if (found.group(5) != null) {
            parts.zone = found.group(5);
        }
    }

    private static void date(String sign, String digits, DateParts parts) {
        int length = digits.length();
        switch (length) {
            case 2 -> parts.day = parts.number(digits);
            case 3 -> parts.dayOfYear = parts.number(digits);
            case 4 -> monthAndDay(digits, 0, parts);
            case 5, 7 -> {
                parts.year = parts.number(sign + digits.substring(0, length - 3));
                parts.dayOfYear = parts.number(digits.substring(length - 3));
            }
            case 6 -> {
                parts.year = parts.number(sign + digits.substring(0, 2));
                monthAndDay(digits, 2, parts);
            }
            case 8, 10, 12, 14 -> {
                parts.year = parts.number(sign + digits.substring(0, 4));
                parts.wholeYear = true;
                monthAndDay(digits, 4, parts);
                clock(digits, 8, parts);
            }
            default -> {
                // no date has so many
            }
        }
    }

    private static void monthAndDay(String digits, int at, DateParts parts) {
        parts.month = parts.number(digits.substring(at, at + 2));
        parts.day = parts.number(digits.substring(at + 2, at + 4));
    }

    /// Hour, minute and second as far as there are digits.
    private static void clock(String digits, int at, DateParts parts) {
        if (digits.length() >= at + 2) {
            parts.hour = parts.number(digits.substring(at, at + 2));
        }
        if (digits.length() >= at + 4) {
            parts.minute = parts.number(digits.substring(at + 2, at + 4));
        }
        if (digits.length() >= at + 6) {
            parts.second = parts.number(digits.substring(at + 4, at + 6));
        }
    }

    /// Digits with a fraction end in seconds.
    private static void fromTheEnd(String digits, DateParts parts) {
        int length = digits.length();
        if (length > 8 && length % 2 != 0) {
            return;
        }
        parts.second = parts.number(digits.substring(Math.max(0, length - 2)));
        if (length > 2) {
            parts.minute = parts.number(digits.substring(Math.max(0, length - 4), length - 2));
        }
        if (length > 4) {
            parts.hour = parts.number(digits.substring(Math.max(0, length - 6), length - 4));
        }
        if (length > 6) {
            parts.day = parts.number(digits.substring(Math.max(0, length - 8), length - 6));
        }
        if (length > 8) {
            parts.month = parts.number(digits.substring(Math.max(0, length - 10), length - 8));
        }
        if (length > 10) {
            parts.year = parts.number(digits.substring(0, length - 10));
        }
    }
}
