package io.epistle.liquid.date;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dates people write in English, by the order of attempts of Ruby's `Date._parse`: a weekday,
/// a time with its zone, then the first form of a day that is found. What an attempt matches is
/// taken out of the text.
final class WrittenDate {
    private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final String ERA =
            "(?:\\s*(c(?:e|\\.e\\.)|b(?:ce|\\.c\\.e\\.)|a(?:d|\\.d\\.)|b(?:c|\\.c\\.)))?";
    private static final String HALF = "(?:\\s*([ap])(?:m\\b|\\.m\\.))";

    private static final Pattern MEANINGLESS = Pattern.compile("[^-+',./:@\\p{L}\\p{N}\\[\\]]+");
    private static final Pattern WEEKDAY =
            Pattern.compile("\\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\\d\\s]*");
    private static final Pattern TIME =
            Pattern.compile(
                    "(?:(\\d+)\\s*(?::\\s*(\\d+)(?:\\s*:\\s*(\\d+)(?:[,.](\\d*))?)?"
                            + "|h(?:\\s*(\\d+)m?(?:\\s*(\\d+)s?)?)?)"
                            + HALF
                            + "?|(\\d+)"
                            + HALF
                            + ")(?:\\s*((?:gmt|utc?)?[-+]\\d+(?:[,.:]\\d+(?::\\d+)?)?"
                            + "|\\p{L}+(?:\\sdst)?\\b))?");
    private static final Pattern DAY_MONTH =
            Pattern.compile(
                    "('?\\d+)[^-\\d\\s]*\\s*"
                            + MONTH
                            + "[^-\\d\\s']*(?:"
                            + ERA
                            + "\\s*('?-?\\d+(?:(?:st|nd|rd|th)\\b)?))?");
    private static final Pattern MONTH_DAY =
            Pattern.compile(
                    "\\b"
                            + MONTH
                            + "[^-\\d\\s']*\\s*('?\\d+)[^-\\d\\s']*(?:\\s*,?"
                            + ERA
                            + "\\s*('?-?\\d+))?");
    private static final Pattern DASHED = Pattern.compile("('?[-+]?\\d+)-(\\d+)-('?-?\\d+)");
    private static final Pattern JAPANESE = Pattern.compile("\\b([mtshr])(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Pattern DASHED_NAME =
            Pattern.compile("('?-?\\d+)-" + MONTH + "[^-/.]*-('?-?\\d+)");
    private static final Pattern NAME_DASHED =
            Pattern.compile("\\b" + MONTH + "[^-/.]*-('?\\d+)(?:-('?-?\\d+))?");
    private static final Pattern SLASHED =
            Pattern.compile("('?-?\\d+)/\\s*('?\\d+)(?:\\D\\s*('?-?\\d+))?");
    private static final Pattern DOTTED =
            Pattern.compile("('?-?\\d+)\\.\\s*('?\\d+)\\.\\s*('?-?\\d+)");
    private static final Pattern WEEK =
            Pattern.compile("\\b(?:\\d{2}|\\d{4})?-?w\\d{2}(?:-?\\d)?\\b|-w-\\d\\b");
    private static final Pattern MONTH_DAY_ALONE =
            Pattern.compile("--(\\d{2})?-(\\d{2})\\b|--(\\d{2})(\\d{2})?\\b");
    private static final Pattern DAY_OF_YEAR = Pattern.compile("\\b(\\d{2}|\\d{4})-(\\d{3})\\b");
    private static final Pattern YEAR = Pattern.compile("'(\\d+)\\b");
    private static final Pattern MONTH_ALONE = Pattern.compile("\\b" + MONTH + "\\S*");
    private static final Pattern DAY_ALONE = Pattern.compile("(\\d+)(?:st|nd|rd|th)\\b");
    private static final Pattern BEFORE_CHRIST =
            Pattern.compile("\\b(?:bc\\b|bce\\b|b\\.c\\.|b\\.c\\.e\\.)");
    private static final Pattern REST = Pattern.compile("\\A\\s*(\\d{1,2})\\s*\\z");

    private final DateParts parts = new DateParts();
    private String text;

    private WrittenDate(String text) {
        this.text = MEANINGLESS.matcher(text).replaceAll(" ");
    }

    /// The date, or null where the text holds none.
    ///
    /// @param text lower case
    static @Nullable CivilTime read(String text, Instant now, ZoneId zone) {
        var date = new WrittenDate(text);
        date.find(WEEKDAY);
        date.time();
        boolean dated = date.named() || date.numbered() || date.partial() || date.digits();
        date.rest(dated);
        return date.parts.complete(now, zone);
    }

    /// What matches, which is taken out of the text, or null.
    private @Nullable Matcher find(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        text = text.substring(0, matcher.start()) + " " + text.substring(matcher.end());
        return matcher;
    }

    private void time() {
        Matcher time = find(TIME);
        if (time == null) {
            return;
        }
        boolean clock = time.group(1) != null;
        parts.hour = parts.number(time.group(clock ? 1 : 8));
        String minutes = time.group(time.group(2) != null ? 2 : 5);
        String seconds = time.group(time.group(3) != null ? 3 : 6);
        parts.minute = minutes == null ? null : parts.number(minutes);
        parts.second = seconds == null ? null : parts.number(seconds);
        parts.fraction(time.group(4));
        String half = time.group(clock ? 7 : 9);
        if (half != null) {
            parts.hour = parts.hour % 12 + (half.equals("p") ? 12 : 0);
        }
        parts.zone = time.group(10);
    }

    private boolean named() {
        Matcher found = find(DAY_MONTH);
        if (found != null) {
            parts.set(found.group(4), month(found.group(2)), found.group(1));
            parts.era(found.group(3));
            return true;
        }
        found = find(MONTH_DAY);
        if (found != null) {
            parts.set(found.group(4), month(found.group(1)), found.group(2));
            parts.era(found.group(3));
            return true;
        }
        return false;
    }

    private boolean numbered() {
        Matcher found = find(DASHED);
        if (found != null) {
            parts.set(found.group(1), found.group(2), found.group(3));
            return true;
        }
        found = find(JAPANESE);
        if (found != null) {
            parts.set(null, found.group(3), found.group(4));
            parts.year = parts.number(found.group(2)) + japaneseEra(found.group(1));
            return true;
        }
        found = find(DASHED_NAME);
        if (found != null) {
            parts.set(found.group(3), month(found.group(2)), found.group(1));
            return true;
        }
        found = find(NAME_DASHED);
        if (found != null) {
            parts.set(found.group(3), month(found.group(1)), found.group(2));
            return true;
        }
        found = find(SLASHED);
        found = found == null ? find(DOTTED) : found;
        if (found != null) {
            parts.set(found.group(1), found.group(2), found.group(3));
            return true;
        }
        return false;
    }

    private boolean partial() {
        if (find(WEEK) != null) {
            return true;
        }
        Matcher found = find(MONTH_DAY_ALONE);
        if (found != null) {
            boolean dashed = found.group(2) != null;
            parts.set(null, found.group(dashed ? 1 : 3), found.group(dashed ? 2 : 4));
            return true;
        }
        found = find(DAY_OF_YEAR);
        if (found != null) {
            parts.year = parts.number(found.group(1));
            parts.dayOfYear = parts.number(found.group(2));
            return true;
        }
        found = find(YEAR);
        if (found != null) {
            parts.year = parts.number(found.group(1));
            return true;
        }
        found = find(MONTH_ALONE);
        if (found != null) {
            parts.month = MONTHS.indexOf(found.group(1)) + 1;
            return true;
        }
        found = find(DAY_ALONE);
        if (found != null) {
            parts.day = parts.number(found.group(1));
            return true;
        }
        return false;
    }

    private boolean digits() {
        Matcher found = find(DateDigits.PATTERN);
        if (found == null) {
            return false;
        }
        DateDigits.read(found, parts);
        return true;
    }

    /// One or two digits that are left over are the day or the hour, whichever is missing.
    private void rest(boolean dated) {
        if (find(BEFORE_CHRIST) != null) {
            parts.era("b");
        }
        Matcher rest = REST.matcher(text);
        if (!rest.find()) {
            return;
        }
        int number = parts.number(rest.group(1));
        if (parts.hour != null && parts.day == null && number >= 1 && number <= 31) {
            parts.day = number;
        } else if (dated && parts.day != null && parts.hour == null && number <= 24) {
            parts.hour = number;
        }
    }

    private static String month(String name) {
        return Integer.toString(MONTHS.indexOf(name) + 1);
    }

    /// The year before the first one of an emperor (JIS X 0301).
    private static int japaneseEra(String letter) {
        return switch (letter) {
            case "m" -> 1867;
            case "t" -> 1911;
            case "s" -> 1925;
            case "h" -> 1988;
            default -> 2018;
        };
    }
}
