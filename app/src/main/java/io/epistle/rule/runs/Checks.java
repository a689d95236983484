package io.epistle.rule.runs;

import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.rule.said.NumberTest;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// Runs checks on the values that a path led to.
final class Checks {
    /// Anniversaries of so many years ahead are reckoned at once.
    private static final int YEARS_AHEAD = 3;

    private Checks() {}

    /// Whether values pass.
    static boolean holds(Check.Timeless check, List<Value> values) {
        return switch (check) {
            case Check.Numeric(NumberTest test) -> anyNumber(values, test);
            case Check.OneOf oneOf -> any(values, value -> isOneOf(value, oneOf));
            case Check.Contains contains -> contains(values, contains);
            case Check.StartsWith(String text, boolean ignoringCase) ->
                    anyText(values, ignoringCase, found -> found.startsWith(text));
            case Check.EndsWith(String text, boolean ignoringCase) ->
                    anyText(values, ignoringCase, found -> found.endsWith(text));
            case Check.Matches(var pattern) ->
                    anyText(values, false, found -> pattern.matcher(found).find());
            case Check.Length(NumberTest test) ->
                    anyText(
                            values,
                            false,
                            found ->
                                    Numbers.passes(
                                            BigDecimal.valueOf(
                                                    found.codePointCount(0, found.length())),
                                            test));
            case Check.Size(NumberTest test) -> hasSize(values, test);
            case Check.Exists _ -> !values.isEmpty();
            case Check.Empty _ -> isEmpty(values);
            case Check.Dated(long from, long until, ZoneId zone) ->
                    any(values, value -> isBetween(value, from, until, zone));
        };
    }

    /// Adds the stretches of `[from, until)` during which values pass.
    ///
    /// @param at the moment of interest: what comes round is reckoned for some years from it
    static void spells(
            Check check, List<Value> values, long from, long until, long at, Spells spells) {
        switch (check) {
            case Check.Timeless timeless -> {
                if (holds(timeless, values)) {
                    spells.add(from, until);
                }
            }
            case Check.When(Active active, ZoneId zone) -> {
                for (Value value : Paths.spread(values)) {
                    OptionalLong date = moment(value, zone);
                    if (date.isPresent()) {
                        Active.spell(active, date.getAsLong(), from, until, spells);
                    }
                }
            }
            case Check.Anniversary anniversary -> {
                for (Value value : Paths.spread(values)) {
                    OptionalLong date = moment(value, anniversary.zone());
                    if (date.isPresent()) {
                        anniversaries(anniversary, date.getAsLong(), from, until, at, spells);
                    }
                }
            }
        }
    }

    private static void anniversaries(
            Check.Anniversary anniversary,
            long date,
            long from,
            long until,
            long at,
            Spells spells) {
        ZoneId zone = anniversary.zone();
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(date), zone);
        int year = LocalDate.ofInstant(Instant.ofEpochMilli(at), zone).getYear();
        int first = Math.max(year - 1, day.getYear() + 1);
        for (int turn = first; turn <= year + YEARS_AHEAD; turn++) {
            LocalDate turned = day.withYear(turn);
            LocalDate begins = turned.minusDays(anniversary.days());
            LocalDate ends = anniversary.days() == 0 ? turned.plusDays(1) : turned;
            spells.add(
                    Math.max(from, Active.startOfDay(begins, zone)),
                    Math.min(until, Active.startOfDay(ends, zone)));
        }
        // The next turn, in the year after the last one reckoned, is announced a leap year ahead.
        long reckoned = Active.startOfDay(LocalDate.of(year + YEARS_AHEAD - 1, 12, 31), zone);
        if (until > reckoned) {
            spells.knownUntil(reckoned);
        }
    }

    private static boolean any(List<Value> values, Predicate<Value> test) {
        for (Value value : Paths.spread(values)) {
            if (!(value instanceof Value.Nothing) && test.test(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyNumber(List<Value> values, NumberTest test) {
        return any(
                values,
                value -> Value.isNumber(value) && Numbers.passes(Value.exactNumber(value), test));
    }

    private static boolean anyText(
            List<Value> values, boolean ignoringCase, Predicate<String> test) {
        return any(
                values,
                value ->
                        value instanceof Value.Text(String text)
                                && test.test(ignoringCase ? fold(text) : text));
    }

    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean isOneOf(Value value, Check.OneOf oneOf) {
        return switch (value) {
            case Value.Text(String text) ->
                    oneOf.texts().contains(oneOf.ignoringCase() ? fold(text) : text)
                            != oneOf.negated();
            case Value.Whole _, Value.Decimal _, Value.Bool _ ->
                    isAmong(value, oneOf.others()) != oneOf.negated();
            case Struct _, Value.Sequence _, Value.Nothing _ -> false;
        };
    }

    private static boolean isAmong(Value value, List<Value> others) {
        for (Value other : others) {
            if (isSame(value, other, false)) {
                return true;
            }
        }
        return false;
    }

    /// @param other already folded where case does not count
    private static boolean isSame(Value value, Value other, boolean ignoringCase) {
        if (value instanceof Value.Text(String text)
                && other instanceof Value.Text(String wanted)) {
            return ignoringCase ? fold(text).equals(wanted) : text.equals(wanted);
        }
        if (Value.isNumber(value) && Value.isNumber(other)) {
            return Value.compareNumbers(value, other) == 0;
        }
        return value.equals(other);
    }

    private static boolean contains(List<Value> values, Check.Contains contains) {
        return switch (contains.which()) {
            case ANY ->
                    contains.values().stream()
                            .anyMatch(wanted -> hasPart(values, wanted, contains.ignoringCase()));
            case ALL -> containsAll(values, contains);
            case NONE ->
                    !values.isEmpty()
                            && contains.values().stream()
                                    .noneMatch(wanted ->
                                            hasPart(values, wanted, contains.ignoringCase()));
        };
    }

    /// Every part in one and the same value.
    private static boolean containsAll(List<Value> values, Check.Contains contains) {
        for (Value value : values) {
            boolean all = true;
            for (Value wanted : contains.values()) {
                all &= hasPart(value, wanted, contains.ignoringCase());
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasPart(List<Value> values, Value wanted, boolean ignoringCase) {
        for (Value value : values) {
            if (hasPart(value, wanted, ignoringCase)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasPart(Value value, Value wanted, boolean ignoringCase) {
        if (value instanceof Value.Sequence(List<Value> items)) {
            for (Value item : items) {
                if (isSame(item, wanted, ignoringCase)) {
                    return true;
                }
            }
            return false;
        }
        return value instanceof Value.Text(String text)
                && wanted instanceof Value.Text(String part)
                && (ignoringCase ? fold(text) : text).contains(part);
    }

    private static boolean hasSize(List<Value> values, NumberTest test) {
        for (Value value : values) {
            if (value instanceof Value.Sequence(List<Value> items)
                    && Numbers.passes(BigDecimal.valueOf(items.size()), test)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEmpty(List<Value> values) {
        for (Value value : values) {
            boolean empty =
                    switch (value) {
                        case Value.Text(String text) -> text.isEmpty();
                        case Value.Sequence(List<Value> items) -> items.isEmpty();
                        case Struct struct -> struct.isEmpty();
                        case Value.Nothing _ -> true;
                        case Value.Whole _, Value.Decimal _, Value.Bool _ -> false;
                    };
            if (!empty) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBetween(Value value, long from, long until, ZoneId zone) {
        OptionalLong date = moment(value, zone);
        return date.isPresent() && date.getAsLong() >= from && date.getAsLong() < until;
    }

    private static OptionalLong moment(Value value, ZoneId zone) {
        return value instanceof Value.Text(String text)
                ? Dates.moment(text, zone)
                : OptionalLong.empty();
    }
}
