package io.epistle.rule.oracle;

import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.identity.PersonId;
import io.epistle.rule.said.CalendarUnit;
import io.epistle.rule.said.Comparison;
import io.epistle.rule.said.Count;
import io.epistle.rule.said.CountWord;
import io.epistle.rule.said.Filter;
import io.epistle.rule.said.Literal;
import io.epistle.rule.said.Moment;
import io.epistle.rule.said.NumberTest;
import io.epistle.rule.said.Occurrences;
import io.epistle.rule.said.Quantity;
import io.epistle.rule.said.Said;
import io.epistle.rule.said.Span;
import io.epistle.rule.said.Test;
import io.epistle.rule.said.Window;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Answers a rule at one instant the obvious way: looks at every fact for every condition, as the
/// words say. Knows nothing of until when an answer stands. Shares with the product only what the
/// user said and the raw facts.
final class Oracle {
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z");
    private static final Pattern WALL_CLOCK = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}");
    private static final MathContext MANY_DIGITS = new MathContext(60);

    private static final List<List<String>> CELLS =
            List.of(
                    List.of("lost", "hibernating", "at risk", "cannot lose", "cannot lose"),
                    List.of("hibernating", "hibernating", "at risk", "at risk", "at risk"),
                    List.of("about to sleep", "about to sleep", "need attention", "loyal", "loyal"),
                    List.of(
                            "promising",
                            "potential loyalist",
                            "potential loyalist",
                            "champions",
                            "champions"),
                    List.of(
                            "new",
                            "potential loyalist",
                            "potential loyalist",
                            "champions",
                            "champions"));

    private final OracleWorld world;
    private final PersonId person;
    private final List<Fact> facts;

    /// @param facts all facts of the person in any order
    Oracle(OracleWorld world, PersonId person, List<Fact> facts) {
        this.world = world;
        this.person = person;
        this.facts = new ArrayList<>(facts);
        this.facts.sort((a, b) -> {
            int byTime = a.occurredAt().compareTo(b.occurredAt());
            return byTime != 0 ? byTime : Long.compare(a.sequence(), b.sequence());
        });
    }

    boolean holds(Said said, Instant now) {
        return switch (said) {
            case Said.Everyone _ -> true;
            case Said.All all -> all.parts().stream().allMatch(part -> holds(part, now));
            case Said.Any any -> any.parts().stream().anyMatch(part -> holds(part, now));
            case Said.Not not -> !holds(not.part(), now);
            case Said.Group group -> group(group, now);
            case Said.TraitMeets meets ->
                    test(meets.test(), traitValues(meets.trait().names(), now), now);
            case Said.Did did -> isCount(did.count(), counting(did, now).size());
            case Said.FigureMeets figure -> figure(figure, now);
            case Said.Occurred occurred -> {
                Fact fact = placed(occurred.place(), occurred.occurrences(), now);
                yield fact != null && counts(occurred.window(), fact.occurredAt(), now);
            }
            case Said.OccurrenceMeets occurrence -> {
                Fact fact = placed(occurrence.place(), occurrence.occurrences(), now);
                yield fact != null
                        && test(
                                occurrence.test(),
                                values(fact.properties(), occurrence.property().names()),
                                now);
            }
            case Said.Funnel funnel ->
                    matching(funnel.first(), now).stream()
                            .filter(fact -> counts(funnel.window(), fact.occurredAt(), now))
                            .anyMatch(fact -> completes(funnel.steps(), fact.occurredAt(), now));
            case Said.RfmMeets rfm -> rfm(rfm, now);
            case Said.LifecycleIs lifecycle -> {
                String stage = "";
                for (OracleWorld.Stage candidate : world.stages()) {
                    if (stage.isEmpty() && holds(candidate.rule(), now)) {
                        stage = candidate.name();
                    }
                }
                yield stage.equals(lifecycle.stage());
            }
            case Said.PersonaIs persona ->
                    traitValues(List.of("persona"), now).contains(Value.of(persona.persona()));
            case Said.InSegment segment -> holds(world.segment(segment.segment()), now);
            case Said.ConsentedTo consent -> consented(consent.purpose(), now);
            case Said.BucketMeets bucket ->
                    number(BigDecimal.valueOf(bucket(bucket.name())), bucket.test());
            case Said.KnownFor known ->
                    !facts.isEmpty()
                            && !facts.getFirst()
                                    .occurredAt()
                                    .plus(length(known.span()))
                                    .isAfter(now);
        };
    }

    private boolean group(Said.Group group, Instant now) {
        long held = group.parts().stream().filter(part -> holds(part, now)).count();
        return switch (group.quantity()) {
            case Quantity.Every _ -> held == group.parts().size();
            case Quantity.Some _ -> held > 0;
            case Quantity.None _ -> held == 0;
            case Quantity.Bounded bounded -> isCount(bounded.word(), held, bounded.number());
        };
    }

    private static boolean isCount(Count count, long times) {
        return switch (count) {
            case Count.Counted counted -> isCount(counted.word(), times, counted.times());
            case Count.Between between -> times >= between.least() && times <= between.most();
        };
    }

    private static boolean isCount(CountWord word, long count, long number) {
        return switch (word) {
            case AT_LEAST -> count >= number;
            case AT_MOST -> count <= number;
            case EXACTLY -> count == number;
            case MORE_THAN -> count > number;
            case FEWER_THAN -> count < number;
        };
    }

    // ---- facts

    private List<Fact> visible(Instant now) {
        return facts.stream().filter(fact -> !fact.occurredAt().isAfter(now)).toList();
    }

    private List<Fact> matching(Occurrences occurrences, Instant now) {
        return visible(now).stream()
                .filter(fact -> fact.name().equals(occurrences.name()))
                .filter(fact -> passes(occurrences.where(), fact, now))
                .toList();
    }

    private List<Fact> counting(Said.Did did, Instant now) {
        return matching(did.occurrences(), now).stream()
                .filter(fact -> counts(did.window(), fact.occurredAt(), now))
                .toList();
    }

    private @Nullable Fact placed(Said.Place place, Occurrences occurrences, Instant now) {
        List<Fact> found = matching(occurrences, now);
        if (found.isEmpty()) {
            return null;
        }
        return place == Said.Place.FIRST ? found.getFirst() : found.getLast();
    }

    private boolean passes(Filter filter, Fact fact, Instant now) {
        return switch (filter) {
            case Filter.Everything _ -> true;
            case Filter.All all -> all.parts().stream().allMatch(part -> passes(part, fact, now));
            case Filter.Any any -> any.parts().stream().anyMatch(part -> passes(part, fact, now));
            case Filter.Not not -> !passes(not.part(), fact, now);
            case Filter.Meets meets ->
                    test(meets.test(), values(fact.properties(), meets.property().names()), now);
        };
    }

    private boolean figure(Said.FigureMeets figure, Instant now) {
        List<Value> values = new ArrayList<>();
        for (Fact fact : matching(figure.occurrences(), now)) {
            if (counts(figure.window(), fact.occurredAt(), now)) {
                values.addAll(scalars(values(fact.properties(), figure.property().names())));
            }
        }
        List<BigDecimal> numbers = new ArrayList<>();
        Set<String> distinct = new HashSet<>();
        for (Value value : values) {
            if (value instanceof Value.Whole || value instanceof Value.Decimal) {
                numbers.add(Value.exactNumber(value));
                distinct.add("#" + Value.exactNumber(value).stripTrailingZeros());
            } else if (!(value instanceof Struct) && !(value instanceof Value.Nothing)) {
                distinct.add(value.toString());
            }
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal number : numbers) {
            sum = sum.add(number);
        }
        return switch (figure.figure()) {
            case SUM -> number(sum, figure.test());
            case AVERAGE ->
                    !numbers.isEmpty()
                            && number(
                                    sum.divide(BigDecimal.valueOf(numbers.size()), MANY_DIGITS),
                                    figure.test());
            case MIN -> !numbers.isEmpty() && number(Collections.min(numbers), figure.test());
            case MAX -> !numbers.isEmpty() && number(Collections.max(numbers), figure.test());
            case DISTINCT -> number(BigDecimal.valueOf(distinct.size()), figure.test());
        };
    }

    private boolean completes(List<Said.Step> steps, Instant after, Instant now) {
        if (steps.isEmpty()) {
            return true;
        }
        List<Said.Step> rest = steps.subList(1, steps.size());
        List<Instant> later =
                matching(steps.getFirst().occurrences(), now).stream()
                        .map(Fact::occurredAt)
                        .filter(time -> time.isAfter(after))
                        .toList();
        return switch (steps.getFirst()) {
            case Said.Step.Later _ -> later.stream().anyMatch(time -> completes(rest, time, now));
            case Said.Step.Soon soon ->
                    later.stream()
                            .filter(time -> time.isBefore(after.plus(length(soon.span()))))
                            .anyMatch(time -> completes(rest, time, now));
            case Said.Step.Missing missing -> {
                Instant end = after.plus(length(missing.span()));
                yield !now.isBefore(end) && later.stream().noneMatch(time -> time.isBefore(end));
            }
        };
    }

    private boolean consented(String purpose, Instant now) {
        Instant latest = Instant.MIN;
        boolean consented = false;
        for (Fact fact : visible(now)) {
            boolean given = fact.name().equals("Consent Given");
            if ((given || fact.name().equals("Consent Withdrawn"))
                    && fact.properties().text("purpose").orElse("").equals(purpose)) {
                boolean tie = fact.occurredAt().equals(latest);
                consented = tie ? consented && given : given;
                latest = fact.occurredAt();
            }
        }
        return consented;
    }

    private boolean rfm(Said.RfmMeets rfm, Instant now) {
        Instant last = Instant.MIN;
        int orders = 0;
        BigDecimal net = BigDecimal.ZERO;
        for (Fact fact : visible(now)) {
            BigDecimal total =
                    fact.properties()
                            .get("total")
                            .filter(Value::isNumber)
                            .map(Value::exactNumber)
                            .orElse(BigDecimal.ZERO);
            if (fact.name().equals("Order Completed")) {
                last = fact.occurredAt();
                orders++;
                net = net.add(total);
            } else if (fact.name().equals("Order Refunded")) {
                net = net.subtract(total);
            }
        }
        if (orders == 0) {
            return false;
        }
        int recency = 5;
        for (long cut : world.cuts().recencyMillis()) {
            recency -= Duration.between(last, now).toMillis() > cut ? 1 : 0;
        }
        int frequency = 1;
        for (int cut : world.cuts().frequency()) {
            frequency += orders > cut ? 1 : 0;
        }
        int monetary = 1;
        for (BigDecimal cut : world.cuts().monetary()) {
            monetary += net.compareTo(cut) > 0 ? 1 : 0;
        }
        int value = (int) Math.ceil((frequency + monetary) / 2.0);
        Value asked =
                switch (rfm.figure()) {
                    case RECENCY -> Value.of(recency);
                    case FREQUENCY -> Value.of(frequency);
                    case MONETARY -> Value.of(monetary);
                    case CELL -> Value.of(CELLS.get(recency - 1).get(value - 1));
                };
        return test(rfm.test(), List.of(asked), now);
    }

    private int bucket(String name) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest((name + "\n" + person).getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, Arrays.copyOf(hash, 8))
                    .mod(BigInteger.valueOf(10_000))
                    .intValue();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // ---- time

    private boolean counts(Window window, Instant time, Instant now) {
        return switch (window) {
            case Window.Ever _ -> true;
            case Window.Within within ->
                    !time.isAfter(now) && now.isBefore(time.plus(length(within.span())));
            case Window.Next next ->
                    time.isAfter(now) && !time.minus(length(next.span())).isAfter(now);
            case Window.MoreThanAgo more -> !now.isBefore(time.plus(length(more.span())));
            case Window.BetweenAgo ago ->
                    !now.isBefore(time.plus(length(ago.near())))
                            && now.isBefore(time.plus(length(ago.far())));
            case Window.Before before -> isBefore(time, before.moment());
            case Window.After after -> isAfter(time, after.moment());
            case Window.Since since -> !isBefore(time, since.moment());
            case Window.On on -> day(time).equals(on.day().day());
            case Window.BetweenMoments between ->
                    !isBefore(time, between.from()) && !isAfter(time, between.to());
            case Window.This that -> isSamePeriod(that.unit(), day(time), day(now));
        };
    }

    private boolean isBefore(Instant time, Moment moment) {
        return switch (moment) {
            case Moment.Day day -> day(time).isBefore(day.day());
            case Moment.Local local ->
                    time.isBefore(ZonedDateTime.of(local.time(), world.zone()).toInstant());
            case Moment.Exact exact -> time.isBefore(exact.instant());
        };
    }

    private boolean isAfter(Instant time, Moment moment) {
        return switch (moment) {
            case Moment.Day day -> day(time).isAfter(day.day());
            case Moment.Local local ->
                    time.isAfter(ZonedDateTime.of(local.time(), world.zone()).toInstant());
            case Moment.Exact exact -> time.isAfter(exact.instant());
        };
    }

    private LocalDate day(Instant time) {
        return time.atZone(world.zone()).toLocalDate();
    }

    private static boolean isSamePeriod(CalendarUnit unit, LocalDate one, LocalDate other) {
        return switch (unit) {
            case DAY -> one.equals(other);
            case WEEK ->
                    one.get(IsoFields.WEEK_BASED_YEAR) == other.get(IsoFields.WEEK_BASED_YEAR)
                            && one.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)
                                    == other.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTH -> one.getYear() == other.getYear() && one.getMonth() == other.getMonth();
            case QUARTER ->
                    one.getYear() == other.getYear()
                            && one.get(IsoFields.QUARTER_OF_YEAR)
                                    == other.get(IsoFields.QUARTER_OF_YEAR);
            case YEAR -> one.getYear() == other.getYear();
        };
    }

    static Duration length(Span span) {
        long hours =
                switch (span.unit()) {
                    case SECOND, MINUTE -> 0;
                    case HOUR -> span.amount();
                    case DAY -> 24 * span.amount();
                    case WEEK -> 7 * 24 * span.amount();
                    case MONTH -> 30 * 24 * span.amount();
                    case YEAR -> 365 * 24 * span.amount();
                };
        return switch (span.unit()) {
            case SECOND -> Duration.ofSeconds(span.amount());
            case MINUTE -> Duration.ofMinutes(span.amount());
            case HOUR, DAY, WEEK, MONTH, YEAR -> Duration.ofHours(hours);
        };
    }

    // ---- values

    private List<Value> traitValues(List<String> names, Instant now) {
        for (int length = names.size(); length > 0; length--) {
            Value outer = trait(names.subList(0, length), now);
            if (outer instanceof Value.Nothing) {
                continue;
            }
            if (length == names.size()) {
                return List.of(outer);
            }
            if (outer instanceof Value.Sequence list) {
                return inside(list, names.subList(length, names.size()));
            }
        }
        return List.of();
    }

    private Value trait(List<String> names, Instant now) {
        Fact latest = null;
        Value value = Value.NOTHING;
        for (Fact fact : visible(now)) {
            Value told = fact.event().traits();
            for (String name : names) {
                told = told instanceof Struct struct ? struct.get(name).orElse(null) : null;
            }
            boolean wins =
                    latest == null
                            || fact.occurredAt().isAfter(latest.occurredAt())
                            || fact.event().trust().compareTo(latest.event().trust()) >= 0;
            if (told != null && wins) {
                latest = fact;
                value = told;
            }
        }
        return value;
    }

    private static List<Value> values(Value outer, List<String> names) {
        if (names.isEmpty()) {
            return outer instanceof Value.Nothing ? List.of() : List.of(outer);
        }
        if (!(outer instanceof Struct struct) || struct.get(names.getFirst()).isEmpty()) {
            return List.of();
        }
        Value inner = struct.get(names.getFirst()).get();
        List<String> rest = names.subList(1, names.size());
        return inner instanceof Value.Sequence list && !rest.isEmpty()
                ? inside(list, rest)
                : values(inner, rest);
    }

    private static List<Value> inside(Value.Sequence list, List<String> names) {
        return list.items().stream()
                .filter(Struct.class::isInstance)
                .flatMap(item -> values(item, names).stream())
                .toList();
    }

    private static List<Value> scalars(List<Value> values) {
        return values.stream()
                .flatMap(value ->
                        value instanceof Value.Sequence list
                                ? list.items().stream()
                                : List.of(value).stream())
                .toList();
    }

    private boolean test(Test test, List<Value> values, Instant now) {
        return switch (test) {
            case NumberTest number ->
                    scalars(values).stream()
                            .anyMatch(value ->
                                    Value.isNumber(value)
                                            && number(Value.exactNumber(value), number));
            case Test.Is is ->
                    scalars(values).stream()
                            .anyMatch(value ->
                                    isScalar(value)
                                            && is.negated()
                                                    != isSame(
                                                            value,
                                                            is.literal(),
                                                            is.ignoringCase()));
            case Test.OneOf one ->
                    scalars(values).stream()
                            .anyMatch(value ->
                                    isScalar(value)
                                            && one.negated()
                                                    != one.literals().stream()
                                                            .anyMatch(literal ->
                                                                    isSame(
                                                                            value,
                                                                            literal,
                                                                            one.ignoringCase())));
            case Test.Contains contains -> contains(contains, values);
            case Test.StartsWith starts ->
                    texts(values, starts.ignoringCase()).stream()
                            .anyMatch(text ->
                                    text.startsWith(cased(starts.text(), starts.ignoringCase())));
            case Test.EndsWith ends ->
                    texts(values, ends.ignoringCase()).stream()
                            .anyMatch(
                                    text -> text.endsWith(cased(ends.text(), ends.ignoringCase())));
            case Test.Matches matches ->
                    texts(values, false).stream()
                            .anyMatch(text ->
                                    Pattern.compile(
                                                    matches.expression(),
                                                    matches.ignoringCase()
                                                            ? Pattern.CASE_INSENSITIVE
                                                            : 0)
                                            .matcher(text)
                                            .find());
            case Test.Length length ->
                    texts(values, false).stream()
                            .anyMatch(text ->
                                    number(
                                            BigDecimal.valueOf(text.codePoints().count()),
                                            length.test()));
            case Test.Size size ->
                    values.stream()
                            .anyMatch(value ->
                                    value instanceof Value.Sequence list
                                            && number(
                                                    BigDecimal.valueOf(list.items().size()),
                                                    size.test()));
            case Test.Exists _ -> !values.isEmpty();
            case Test.Empty _ ->
                    values.stream()
                            .allMatch(value ->
                                    value.equals(Value.of(""))
                                            || value.equals(Value.of(List.<Value>of()))
                                            || value.equals(Struct.empty()));
            case Test.When when ->
                    dates(values).stream().anyMatch(date -> counts(when.window(), date, now));
            case Test.AnniversaryToday _ ->
                    dates(values).stream().anyMatch(date -> isAnniversary(day(date), day(now)));
            case Test.AnniversaryNext next -> {
                List<LocalDate> days = dates(values).stream().map(this::day).toList();
                boolean found = false;
                for (int ahead = 1; ahead <= next.days(); ahead++) {
                    LocalDate day = day(now).plus(Period.ofDays(ahead));
                    found |= days.stream().anyMatch(date -> isAnniversary(date, day));
                }
                yield found;
            }
        };
    }

    private static boolean isAnniversary(LocalDate date, LocalDate day) {
        boolean leapless = date.getMonthValue() == 2 && date.getDayOfMonth() == 29;
        int dayOfMonth = leapless && !day.isLeapYear() ? 28 : date.getDayOfMonth();
        return day.getYear() > date.getYear()
                && day.getMonthValue() == date.getMonthValue()
                && day.getDayOfMonth() == dayOfMonth;
    }

    private List<Instant> dates(List<Value> values) {
        List<Instant> dates = new ArrayList<>();
        for (String text : texts(values, false)) {
            if (DAY.matcher(text).matches() && !text.endsWith("02-30")) {
                dates.add(LocalDate.parse(text).atStartOfDay(world.zone()).toInstant());
            } else if (INSTANT.matcher(text).matches()) {
                dates.add(Instant.parse(text));
            } else if (WALL_CLOCK.matcher(text).matches()) {
                dates.add(LocalDateTime.parse(text).atZone(world.zone()).toInstant());
            }
        }
        return dates;
    }

    private static boolean isScalar(Value value) {
        return value instanceof Value.Text || value instanceof Value.Bool || Value.isNumber(value);
    }

    private static boolean isSame(Value value, Literal literal, boolean ignoringCase) {
        return switch (literal) {
            case Literal.Text wanted ->
                    value instanceof Value.Text found
                            && cased(found.text(), ignoringCase)
                                    .equals(cased(wanted.text(), ignoringCase));
            case Literal.Numeric wanted ->
                    Value.isNumber(value)
                            && Value.exactNumber(value).compareTo(wanted.number()) == 0;
            case Literal.Truth wanted -> value.equals(Value.of(wanted.truth()));
        };
    }

    private static boolean contains(Test.Contains contains, List<Value> values) {
        for (Value value : values) {
            long found =
                    contains.literals().stream()
                            .filter(literal -> hasPart(value, literal, contains.ignoringCase()))
                            .count();
            switch (contains.which()) {
                case ANY -> {
                    if (found > 0) {
                        return true;
                    }
                }
                case ALL -> {
                    if (found == contains.literals().size()) {
                        return true;
                    }
                }
                case NONE -> {
                    if (found > 0) {
                        return false;
                    }
                }
            }
        }
        return contains.which() == Test.Which.NONE && !values.isEmpty();
    }

    private static boolean hasPart(Value value, Literal literal, boolean ignoringCase) {
        return switch (value) {
            case Value.Sequence list ->
                    list.items().stream().anyMatch(item -> isSame(item, literal, ignoringCase));
            case Value.Text found ->
                    literal instanceof Literal.Text wanted
                            && cased(found.text(), ignoringCase)
                                    .contains(cased(wanted.text(), ignoringCase));
            case Value.Whole _, Value.Decimal _, Value.Bool _ -> false;
            case Value.Nothing _, Struct _ -> false;
        };
    }

    private static List<String> texts(List<Value> values, boolean ignoringCase) {
        List<String> texts = new ArrayList<>();
        for (Value value : scalars(values)) {
            if (value instanceof Value.Text found) {
                texts.add(cased(found.text(), ignoringCase));
            }
        }
        return texts;
    }

    private static String cased(String text, boolean ignoringCase) {
        return ignoringCase ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static boolean number(BigDecimal number, NumberTest test) {
        return switch (test) {
            case NumberTest.Between between ->
                    number.compareTo(between.least()) >= 0 && number.compareTo(between.most()) <= 0;
            case NumberTest.Compared compared ->
                    number(number.compareTo(compared.number()), compared.comparison());
        };
    }

    private static boolean number(int order, Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> order == 0;
            case UNEQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
