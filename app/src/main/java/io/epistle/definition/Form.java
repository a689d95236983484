package io.epistle.definition;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a text in a definition becomes a value.
///
/// @param expected what may stand there, to follow the word "expected"
/// @param placeholder what a reader gets where something else stands; the problem is noted, and
///   what was read is thrown away
/// @param reading the value of a text; absent where it is none
/// @param suggesting advice on a text that is none; empty where there is no advice
/// @param <T> the value's type
public record Form<T>(
        String expected,
        T placeholder,
        Function<String, Optional<T>> reading,
        UnaryOperator<String> suggesting) {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9}) +(\\p{Lower}+)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");
    private static final List<ChronoUnit> UNITS =
            List.of(ChronoUnit.SECONDS, ChronoUnit.MINUTES, ChronoUnit.HOURS, ChronoUnit.DAYS);
    private static final int DAYS_A_WEEK = 7;

    /// Any text but an empty one.
    public static final Form<String> TEXT =
            new Form<>("a text", "", text -> text.isBlank() ? Optional.empty() : Optional.of(text));

    /// The id of a definition.
    public static final Form<String> ID =
            new Form<>(
                    "an id of lower-case letters, digits, - and _",
                    "",
                    text -> DocumentKey.isId(text) ? Optional.of(text) : Optional.empty(),
                    Form::asId);

    /// `true` or `false`.
    public static final Form<Boolean> FLAG =
            new Form<>("true or false", false, Form::flag, Form::asFlag);

    /// A length of time such as `30 minutes`, `2 hours`, `14 days` (of 24 hours) or `6 weeks`.
    public static final Form<Duration> DURATION =
            new Form<>("a time such as 30 minutes, 2 hours or 14 days", Duration.ZERO, Form::span);

    /// A date such as `2011-09-30`.
    public static final Form<LocalDate> DATE =
            new Form<>("a date such as 2011-09-30", LocalDate.EPOCH, dated(LocalDate::parse));

    /// A time of day such as `08:30`.
    public static final Form<LocalTime> TIME =
            new Form<>("a time of day such as 08:30", LocalTime.MIDNIGHT, dated(LocalTime::parse));

    /// An instant such as `2011-09-30T08:00:00Z`.
    public static final Form<Instant> INSTANT =
            new Form<>(
                    "an instant such as 2011-09-30T08:00:00Z",
                    Instant.EPOCH,
                    dated(Instant::parse));

    /// A time zone such as `Europe/London`.
    public static final Form<ZoneId> ZONE =
            new Form<>(
                    "a time zone such as Europe/London",
                    ZoneOffset.UTC,
                    dated(ZoneId::of),
                    text -> Suggestion.of(text, ZoneId.getAvailableZoneIds()));

    /// Without advice.
    public Form(String expected, T placeholder, Function<String, Optional<T>> reading) {
        this(expected, placeholder, reading, _ -> "");
    }

    /// A whole number from `least` to `most`.
    public static Form<Long> whole(long least, long most) {
        return new Form<>(
                "a whole number from %d to %d".formatted(least, most),
                least,
                text ->
                        exact(text)
                                .filter(number -> number.stripTrailingZeros().scale() <= 0)
                                .filter(number -> between(number, least, most))
                                .map(BigDecimal::longValueExact));
    }

    /// A number from `least` to `most`, exactly as written.
    public static Form<BigDecimal> number(long least, long most) {
        return new Form<>(
                "a number from %d to %d".formatted(least, most),
                BigDecimal.valueOf(least),
                text -> exact(text).filter(number -> between(number, least, most)));
    }

    /// One of some values, each with its name.
    ///
    /// @param values in the order in which a message lists them; at least one
    public static <T> Form<T> oneOf(List<T> values, Function<T, String> name) {
        List<String> names = values.stream().map(name).toList();
        return new Form<>(
                names.size() == 1 ? names.getFirst() : "one of " + String.join(", ", names),
                values.getFirst(),
                text -> values.stream().filter(value -> name.apply(value).equals(text)).findFirst(),
                text -> Suggestion.of(text, names));
    }

    private static boolean between(BigDecimal number, long least, long most) {
        return number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    private static Optional<BigDecimal> exact(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static String asFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "on", "true", "1" -> "write true";
            case "no", "off", "false", "0" -> "write false";
            default -> "";
        };
    }

    private static Optional<Duration> span(String text) {
        Matcher matcher = SPAN.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        String plural = unit.endsWith("s") ? unit : unit + "s";
        if (plural.equals("weeks")) {
            return Optional.of(Duration.ofDays(amount * DAYS_A_WEEK));
        }
        return UNITS.stream()
                .filter(known -> known.toString().toLowerCase(Locale.ROOT).equals(plural))
                .findFirst()
                .map(known -> Duration.of(amount, known));
    }

    private static <T> Function<String, Optional<T>> dated(Function<String, T> parse) {
        return text -> {
            try {
                return Optional.of(parse.apply(text.strip()));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        };
    }

    private static String asId(String text) {
        String id =
                text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9_-]+", "-")
                        .replaceAll("^[-_]+|-+$", "");
        return DocumentKey.isId(id) ? "write " + id : "";
    }
}
