package io.epistle.liquid.date;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;

/// The dates machines write, read character by character: `2026-07-01`, `2026-07-01T06:00:00.5Z`,
/// `2026-07-01 06:00:00 +0200`. Nearly every date of a mail has this form, so it has a path of its
/// own.
final class IsoDate {
    private static final int DATE_LENGTH = 10;
    private static final int NANO_DIGITS = 9;

    private final String text;
    private int at;
    private boolean valid = true;

    private IsoDate(String text) {
        this.text = text;
    }

    /// The date, or null where the text has another form or names no day that exists.
    ///
    /// @param zone the zone of a date that names none
    static @Nullable CivilTime read(String text, ZoneId zone) {
        if (text.length() < DATE_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        return new IsoDate(text).read(zone);
    }

    private @Nullable CivilTime read(ZoneId zone) {
        int year = digits(4);
        expect('-');
        int month = digits(2);
        expect('-');
        int day = digits(2);
        int hour = 0;
        int minute = 0;
        int second = 0;
        int nano = 0;
        if (at < text.length()) {
            valid &= "Tt ".indexOf(text.charAt(at++)) >= 0;
            hour = digits(2);
            expect(':');
            minute = digits(2);
            if (take(':')) {
                second = digits(2);
                nano = take('.') ? fraction() : 0;
            }
        }
        boolean exists =
                month >= 1
                        && month <= 12
                        && day >= 1
                        && day <= daysIn(year, month)
                        && hour < 24
                        && minute < 60
                        && second < 60;
        return valid && exists
                ? zoned(new CivilTime(year, month, day, hour, minute, second, nano, 0, ""), zone)
                : null;
    }

    private @Nullable CivilTime zoned(CivilTime time, ZoneId zone) {
        take(' ');
        if (at == text.length()) {
            return time.in(zone);
        }
        if (text.regionMatches(true, at, "Z", 0, text.length() - at)
                || text.regionMatches(true, at, "UTC", 0, text.length() - at)) {
            return time.at(0, "UTC");
        }
        boolean negative = text.charAt(at) == '-';
        valid &= negative || text.charAt(at) == '+';
        at++;
        int hours = digits(2);
        take(':');
        int minutes = at < text.length() ? digits(2) : 0;
        int seconds = (hours * 60 + minutes) * 60;
        return valid && at == text.length() && hours < 24 && minutes < 60
                ? time.at(negative ? -seconds : seconds, "")
                : null;
    }

    private int fraction() {
        int nanos = 0;
        int count = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            if (count < NANO_DIGITS) {
                nanos = nanos * 10 + (text.charAt(at) - '0');
                count++;
            }
            at++;
        }
        valid &= count > 0;
        for (int i = count; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private int digits(int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            if (at >= text.length() || !isDigit(text.charAt(at))) {
                valid = false;
                return 0;
            }
            number = number * 10 + (text.charAt(at++) - '0');
        }
        return number;
    }

    private void expect(char c) {
        valid &= take(c);
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }
}
