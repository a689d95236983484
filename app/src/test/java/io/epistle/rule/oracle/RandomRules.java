package io.epistle.rule.oracle;

import io.epistle.rule.said.CalendarUnit;
import io.epistle.rule.said.Comparison;
import io.epistle.rule.said.Count;
import io.epistle.rule.said.CountWord;
import io.epistle.rule.said.Figure;
import io.epistle.rule.said.Filter;
import io.epistle.rule.said.Literal;
import io.epistle.rule.said.Moment;
import io.epistle.rule.said.NumberTest;
import io.epistle.rule.said.Occurrences;
import io.epistle.rule.said.Path;
import io.epistle.rule.said.Position;
import io.epistle.rule.said.Quantity;
import io.epistle.rule.said.RfmFigure;
import io.epistle.rule.said.Said;
import io.epistle.rule.said.Span;
import io.epistle.rule.said.Test;
import io.epistle.rule.said.Unit;
import io.epistle.rule.said.Window;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Draws rules of every form over a small vocabulary that [RandomPeople] shares, so that they often
/// hold and often do not. Spans and dates lie on the grid of six hours that facts lie on, so that
/// edges coincide.
public final class RandomRules {
    /// The events of the vocabulary; the first two are the most frequent.
    public static final List<String> EVENTS =
            List.of(
                    "Product Viewed",
                    "Order Completed",
                    "Order Refunded",
                    "Checkout Started",
                    "Email Link Clicked");

    /// The purposes of the vocabulary.
    public static final List<String> PURPOSES = List.of("marketing_email", "profiling");

    /// The segments that rules may name.
    public static final List<String> SEGMENTS = List.of("seen", "buyers", "quiet");

    /// The stages of the lifecycle.
    public static final List<String> STAGES = List.of("new", "active", "at risk", "gone");

    /// Where time starts.
    public static final LocalDate FIRST_DAY = LocalDate.of(2011, 2, 20);

    /// How many days facts spread over.
    public static final int DAYS = 24;

    private static final List<String> COUNTRIES = List.of("GB", "US", "de", "Gb");
    private static final List<String> CATEGORIES = List.of("Smartphones", "Cases", "cases", "Toys");

    private final RandomGenerator random;

    /// Rules drawn from a seeded source.
    public RandomRules(RandomGenerator random) {
        this.random = random;
    }

    /// A rule of at most `depth` levels of joined conditions.
    public Said rule(int depth) {
        if (depth == 0 || random.nextInt(100) < 45) {
            return condition();
        }
        return switch (random.nextInt(7)) {
            case 0, 1 -> new Said.All(Position.START, parts(2, depth));
            case 2, 3 -> new Said.Any(Position.START, parts(2, depth));
            case 4, 5 -> new Said.Not(Position.START, rule(depth - 1));
            default -> new Said.Group(Position.START, quantity(), parts(1, depth));
        };
    }

    private List<Said> parts(int least, int depth) {
        return several(least, () -> rule(depth - 1));
    }

    private <T> List<T> several(int least, Supplier<T> one) {
        List<T> parts = new ArrayList<>();
        int size = least + random.nextInt(3);
        for (int index = 0; index < size; index++) {
            parts.add(one.get());
        }
        return parts;
    }

    private Quantity quantity() {
        return switch (random.nextInt(5)) {
            case 0 -> new Quantity.Every();
            case 1 -> new Quantity.Some();
            case 2 -> new Quantity.None();
            default -> new Quantity.Bounded(pick(List.of(CountWord.values())), random.nextInt(4));
        };
    }

    /// A condition without `and` and `or`.
    public Said condition() {
        Position at = Position.START;
        return switch (random.nextInt(26)) {
            case 0, 1, 2, 3, 4, 5 -> new Said.Did(at, occurrences(), count(), window());
            case 6, 7, 8 ->
                    new Said.FigureMeets(
                            at,
                            pick(List.of(Figure.values())),
                            pick(
                                    List.of(
                                            Path.of("total"),
                                            Path.of("products", "price"),
                                            Path.of("category"),
                                            Path.of("products", "category"))),
                            occurrences(),
                            window(),
                            smallNumberTest());
            case 9, 10 -> new Said.Occurred(at, place(), occurrences(), realWindow());
            case 11, 12 -> {
                Filter.Meets meets = meets(true);
                yield new Said.OccurrenceMeets(
                        at, meets.property(), place(), occurrences(), meets.test());
            }
            case 13, 14, 23, 24 -> new Said.Funnel(at, occurrences(), window(), steps());
            case 15, 16, 17 -> traitMeets();
            case 18 -> rfm();
            case 19 -> new Said.LifecycleIs(at, pick(STAGES));
            case 20 -> new Said.InSegment(at, pick(SEGMENTS));
            case 21 -> new Said.ConsentedTo(at, pick(PURPOSES));
            case 22 -> new Said.KnownFor(at, span());
            default ->
                    switch (random.nextInt(3)) {
                        case 0 -> new Said.Everyone(at);
                        case 1 -> new Said.PersonaIs(at, pick(List.of("bargain hunters", "other")));
                        default ->
                                new Said.BucketMeets(
                                        at,
                                        pick(List.of("spring", "autumn")),
                                        new NumberTest.Compared(Comparison.LESS, number("5000")));
                    };
        };
    }

    private Said rfm() {
        RfmFigure figure = pick(List.of(RfmFigure.values()));
        Test test =
                switch (figure) {
                    case RECENCY, FREQUENCY, MONETARY -> smallNumberTest();
                    case CELL ->
                            oneOf(List.of("champions", "lost", "new", "hibernating", "at risk"));
                };
        return new Said.RfmMeets(Position.START, figure, test);
    }

    private Said.Place place() {
        return pick(List.of(Said.Place.values()));
    }

    private List<Said.Step> steps() {
        List<Said.Step> steps = new ArrayList<>();
        while (random.nextInt(3) == 0) {
            steps.add(happening());
        }
        steps.add(
                random.nextBoolean() ? new Said.Step.Missing(occurrences(), span()) : happening());
        return steps;
    }

    private Said.Step happening() {
        return random.nextInt(3) == 0
                ? new Said.Step.Later(occurrences())
                : new Said.Step.Soon(occurrences(), span());
    }

    private Occurrences occurrences() {
        String name = random.nextInt(3) == 0 ? pick(EVENTS) : EVENTS.get(random.nextInt(2));
        return new Occurrences(name, random.nextInt(3) == 0 ? filter(2) : new Filter.Everything());
    }

    private Filter filter(int depth) {
        if (depth == 0 || random.nextBoolean()) {
            return meets(false);
        }
        return switch (random.nextInt(3)) {
            case 0 -> new Filter.Not(filter(depth - 1));
            case 1 -> new Filter.All(several(2, () -> filter(depth - 1)));
            default -> new Filter.Any(several(2, () -> filter(depth - 1)));
        };
    }

    private Filter.Meets meets(boolean timed) {
        Position at = Position.START;
        return switch (random.nextInt(timed ? 9 : 8)) {
            case 0 -> new Filter.Meets(at, Path.of("total"), numberTest());
            case 1, 2 ->
                    new Filter.Meets(at, Path.of("products", "category"), textTest(CATEGORIES));
            case 3 -> new Filter.Meets(at, Path.of("products", "price"), numberTest());
            case 4 -> new Filter.Meets(at, Path.of("category"), textTest(CATEGORIES));
            case 5 -> new Filter.Meets(at, Path.of("tags"), listTest());
            case 6 ->
                    new Filter.Meets(
                            at,
                            Path.of("gift"),
                            new Test.Is(
                                    random.nextBoolean(),
                                    new Literal.Truth(random.nextBoolean()),
                                    false));
            case 7 -> new Filter.Meets(at, Path.of("due"), new Test.When(fixedWindow()));
            default -> new Filter.Meets(at, Path.of("due"), dateTest());
        };
    }

    private Said traitMeets() {
        return switch (random.nextInt(9)) {
            case 0, 1 -> trait(textTest(COUNTRIES), "country");
            case 2 -> trait(numberTest(), "age");
            case 3 ->
                    trait(
                            new NumberTest.Compared(
                                    pick(List.of(Comparison.values())), number("0.7")),
                            "churn");
            case 4 -> trait(listTest(), "tags");
            case 5 -> trait(textTest(List.of("London", "Paris")), "address", "city");
            case 6 -> trait(textTest(List.of("cat", "dog")), "pets", "kind");
            case 7 -> trait(dateTest(), "birthday");
            default -> trait(dateTest(), "joined");
        };
    }

    private static Said trait(Test test, String... path) {
        return new Said.TraitMeets(Position.START, Path.of(path), test);
    }

    private Test dateTest() {
        return switch (random.nextInt(9)) {
            case 0 -> new Test.AnniversaryToday();
            case 1 -> new Test.AnniversaryNext(pick(List.of(1, 3, 10)));
            case 2, 3 -> new Test.When(new Window.Next(span()));
            default -> new Test.When(realWindow());
        };
    }

    private Test textTest(List<String> words) {
        boolean ignoringCase = random.nextInt(3) == 0;
        String word = pick(words);
        return switch (random.nextInt(11)) {
            case 0, 1, 2 -> new Test.Is(random.nextBoolean(), new Literal.Text(word), ignoringCase);
            case 3 -> oneOf(words);
            case 4 -> new Test.StartsWith(word.substring(0, 1), ignoringCase);
            case 5 -> new Test.EndsWith(word.substring(1), ignoringCase);
            case 6 ->
                    new Test.Matches("^[" + word.charAt(0) + "x].*" + word.charAt(1), ignoringCase);
            case 7 ->
                    new Test.Contains(
                            pick(List.of(Test.Which.values())),
                            several(1, () -> new Literal.Text(pick(words).substring(0, 1))),
                            ignoringCase);
            case 8 -> new Test.Length(new NumberTest.Compared(comparison(), number("5")));
            case 9 -> new Test.Exists();
            default -> new Test.Empty();
        };
    }

    private Test oneOf(List<String> words) {
        return new Test.OneOf(
                random.nextBoolean(),
                several(1, () -> new Literal.Text(pick(words))),
                random.nextInt(3) == 0);
    }

    private Test listTest() {
        return switch (random.nextInt(5)) {
            case 0 -> new Test.Size(new NumberTest.Compared(comparison(), number("2")));
            case 1 -> new Test.Empty();
            case 2 -> new Test.Exists();
            case 3 -> new Test.Is(random.nextBoolean(), new Literal.Text("red"), false);
            default ->
                    new Test.Contains(
                            pick(List.of(Test.Which.values())),
                            several(1, () -> new Literal.Text(pick(List.of("red", "Blue", "x")))),
                            random.nextBoolean());
        };
    }

    private NumberTest numberTest() {
        return random.nextInt(4) == 0
                ? new NumberTest.Between(number("10"), number("25.50"))
                : new NumberTest.Compared(
                        comparison(),
                        number(pick(List.of("10", "12.5", "12.50", "25", "-10", "30"))));
    }

    private NumberTest smallNumberTest() {
        return random.nextInt(5) == 0
                ? new NumberTest.Between(number("2"), number("30"))
                : new NumberTest.Compared(
                        comparison(), number(pick(List.of("0", "1", "2", "3", "4", "10", "25"))));
    }

    private Comparison comparison() {
        return pick(List.of(Comparison.values()));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private Count count() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> Count.ONCE;
            case 2, 3 -> new Count.Counted(pick(List.of(CountWord.values())), random.nextInt(4));
            default -> new Count.Between(random.nextInt(2), 2L + random.nextInt(2));
        };
    }

    private Window window() {
        return random.nextInt(3) == 0 ? new Window.Ever() : realWindow();
    }

    private Window realWindow() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> new Window.Within(span());
            case 3 -> new Window.MoreThanAgo(span());
            case 4 ->
                    new Window.BetweenAgo(
                            new Span(6L * random.nextInt(4), Unit.HOUR),
                            new Span(1L + random.nextInt(6), Unit.DAY));
            case 5, 6 -> fixedWindow();
            default -> new Window.This(pick(List.of(CalendarUnit.values())));
        };
    }

    private Window fixedWindow() {
        return switch (random.nextInt(5)) {
            case 0 -> new Window.Before(moment());
            case 1 -> new Window.After(moment());
            case 2 -> new Window.Since(moment());
            case 3 -> new Window.On(new Moment.Day(day()));
            default -> {
                LocalDate from = day();
                yield new Window.BetweenMoments(
                        new Moment.Day(from), new Moment.Day(from.plusDays(random.nextInt(9))));
            }
        };
    }

    private Moment moment() {
        LocalDateTime time = day().atTime(6 * random.nextInt(4), 0);
        return switch (random.nextInt(3)) {
            case 0 -> new Moment.Day(day());
            case 1 -> new Moment.Local(time);
            default ->
                    new Moment.Exact(
                            time.toInstant(ZoneOffset.UTC)
                                    .plus(Duration.ofMillis(random.nextInt(3) - 1L)));
        };
    }

    private LocalDate day() {
        return FIRST_DAY.plusDays(random.nextInt(DAYS));
    }

    private Span span() {
        return switch (random.nextInt(6)) {
            case 0 -> new Span(6L * (1 + random.nextInt(4)), Unit.HOUR);
            case 1 -> new Span(360L * (1 + random.nextInt(3)), Unit.MINUTE);
            case 2 -> new Span(1, Unit.WEEK);
            case 3 -> new Span(1, Unit.MONTH);
            default -> new Span(1L + random.nextInt(5), Unit.DAY);
        };
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// The instant that a grid of six hours has its origin at.
    public static Instant origin() {
        return FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
