package io.epistle.rule.meant;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import io.epistle.event.Value;
import io.epistle.profile.RfmCell;
import io.epistle.profile.RfmCuts;
import io.epistle.rule.Checked;
import io.epistle.rule.Problem;
import io.epistle.rule.RuleWorld;
import io.epistle.rule.said.Count;
import io.epistle.rule.said.CountWord;
import io.epistle.rule.said.Filter;
import io.epistle.rule.said.Literal;
import io.epistle.rule.said.Moment;
import io.epistle.rule.said.Nearest;
import io.epistle.rule.said.NumberTest;
import io.epistle.rule.said.Occurrences;
import io.epistle.rule.said.Parser;
import io.epistle.rule.said.Position;
import io.epistle.rule.said.Printer;
import io.epistle.rule.said.Quantity;
import io.epistle.rule.said.RfmFigure;
import io.epistle.rule.said.Said;
import io.epistle.rule.said.Span;
import io.epistle.rule.said.Test;
import io.epistle.rule.said.Unit;
import io.epistle.rule.said.Window;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds out what a saying means in a World.
public final class Resolver {
    /// Segments that lead to segments: a longer chain is not understood by anybody, and readers of
    /// the tree recurse.
    public static final int SEGMENTS_DEEP_MAX = 16;

    /// The trait that carries a person's persona.
    public static final String PERSONA_TRAIT = "persona";

    private static final int NAMES_SHOWN_MAX = 8;

    private static final String A_CYCLE = "a cycle: ";

    private final RuleWorld world;
    private final ZoneId zone;
    private final Map<String, Named> segments;
    private final List<String> trail;
    private final List<Problem> problems = new ArrayList<>();
    private int depth;

    /// The rule of a segment or stage, looked up once.
    ///
    /// @param depth how many rules lead from one to the next below it
    private record Named(Checked<Meant> meaning, int depth) {}

    private Resolver(RuleWorld world, Map<String, Named> segments, List<String> trail) {
        this.world = world;
        this.zone = world.zone();
        this.segments = segments;
        this.trail = trail;
    }

    /// The meaning, or all problems in the order of the text. Problems of a segment or stage that
    /// the rule names are told at the place that names it.
    public static Checked<Meant> resolve(Said said, RuleWorld world) {
        return new Resolver(world, new HashMap<>(), List.of()).whole(said);
    }

    /// The meaning of a segment's own rule, in which naming the segment itself is a cycle.
    public static Checked<Meant> resolve(String segment, Said said, RuleWorld world) {
        return new Resolver(world, new HashMap<>(), List.of(segment(segment))).whole(said);
    }

    private Checked<Meant> whole(Said said) {
        Meant meant = meant(said);
        if (problems.isEmpty()) {
            return new Checked.Sound<>(meant);
        }
        problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return new Checked.Wrong<>(problems);
    }

    private Meant meant(Said said) {
        String text = Printer.print(said);
        return switch (said) {
            case Said.Everyone _ -> new Meant.Everyone(text);
            case Said.All(_, List<Said> parts) -> new Meant.All(text, meant(parts));
            case Said.Any(_, List<Said> parts) -> new Meant.Any(text, meant(parts));
            case Said.Not(_, Said part) -> new Meant.Not(text, meant(part));
            case Said.Group group -> group(text, group);
            case Said.TraitMeets(Position at, var trait, Test test) ->
                    new Meant.TraitMeets(text, trait.dotted(), test(at, test));
            case Said.Did did -> happened(text, did);
            case Said.FigureMeets figure ->
                    new Meant.FigureMeets(
                            text,
                            figure.figure(),
                            figure.property().dotted(),
                            matching(figure.occurrences()),
                            period(figure.at(), figure.window()),
                            figure.test());
            case Said.Occurred(Position at, var place, Occurrences occurrences, Window window) ->
                    new Meant.Occurred(text, place, matching(occurrences), period(at, window));
            case Said.OccurrenceMeets occurrence ->
                    new Meant.OccurrenceMeets(
                            text,
                            occurrence.place(),
                            matching(occurrence.occurrences()),
                            occurrence.property().dotted(),
                            test(occurrence.at(), occurrence.test()));
            case Said.Funnel(Position at, Occurrences first, Window window, var steps) ->
                    new Meant.Funnel(
                            text,
                            matching(first),
                            period(at, window),
                            steps.stream().map(this::step).toList());
            case Said.RfmMeets rfm -> rfm(text, rfm);
            case Said.LifecycleIs(Position at, String stage) -> stage(text, at, stage);
            case Said.PersonaIs(_, String persona) ->
                    new Meant.TraitMeets(
                            text,
                            PERSONA_TRAIT,
                            new ValueTest.OneOf(false, List.of(Value.of(persona)), false));
            case Said.InSegment(Position at, String id) -> segment(text, at, id);
            case Said.ConsentedTo(_, String purpose) -> new Meant.Consented(text, purpose);
            case Said.BucketMeets(_, String name, NumberTest test) ->
                    new Meant.BucketMeets(text, name, test);
            case Said.KnownFor(_, Span span) -> new Meant.KnownFor(text, duration(span));
        };
    }

    private List<Meant> meant(List<Said> parts) {
        return parts.stream().map(this::meant).toList();
    }

    private Meant group(String text, Said.Group group) {
        List<Meant> parts = meant(group.parts());
        return switch (group.quantity()) {
            case Quantity.Every _ -> new Meant.All(text, parts);
            case Quantity.Some _ -> new Meant.Any(text, parts);
            case Quantity.None _ -> new Meant.NumberOf(text, 0, 0, parts);
            case Quantity.Bounded(CountWord word, int number) -> {
                if (number > parts.size()) {
                    problem(
                            group.at(),
                            "%s %d of %d conditions".formatted(word.words(), number, parts.size()),
                            "a number up to " + parts.size());
                }
                yield new Meant.NumberOf(
                        text,
                        (int) least(word, number),
                        (int) Math.min(most(word, number), parts.size()),
                        parts);
            }
        };
    }

    // ---- events

    private Meant happened(String text, Said.Did did) {
        long least =
                switch (did.count()) {
                    case Count.Counted(CountWord word, long times) -> least(word, times);
                    case Count.Between(long from, _) -> from;
                };
        long most =
                switch (did.count()) {
                    case Count.Counted(CountWord word, long times) -> most(word, times);
                    case Count.Between(_, long to) -> to;
                };
        return new Meant.Happened(
                text, matching(did.occurrences()), period(did.at(), did.window()), least, most);
    }

    private static long least(CountWord word, long times) {
        return switch (word) {
            case AT_LEAST, EXACTLY -> times;
            case MORE_THAN -> times + 1;
            case AT_MOST, FEWER_THAN -> 0;
        };
    }

    /// Negative for `fewer than 0`, which never holds.
    private static long most(CountWord word, long times) {
        return switch (word) {
            case AT_LEAST, MORE_THAN -> Long.MAX_VALUE;
            case AT_MOST, EXACTLY -> times;
            case FEWER_THAN -> times - 1;
        };
    }

    private Meant.Step step(Said.Step step) {
        return switch (step) {
            case Said.Step.Later(Occurrences occurrences) ->
                    new Meant.Step(matching(occurrences), false, Meant.Step.ANY_TIME);
            case Said.Step.Soon(Occurrences occurrences, Span span) ->
                    new Meant.Step(matching(occurrences), false, duration(span));
            case Said.Step.Missing(Occurrences occurrences, Span span) ->
                    new Meant.Step(matching(occurrences), true, duration(span));
        };
    }

    private Matching matching(Occurrences occurrences) {
        return new Matching(occurrences.name(), filter(occurrences.where()));
    }

    private Matching.Filter filter(Filter filter) {
        return switch (filter) {
            case Filter.Everything _ -> new Matching.Filter.Everything();
            case Filter.All(List<Filter> parts) ->
                    new Matching.Filter.All(parts.stream().map(this::filter).toList());
            case Filter.Any(List<Filter> parts) ->
                    new Matching.Filter.Any(parts.stream().map(this::filter).toList());
            case Filter.Not(Filter part) -> new Matching.Filter.Not(filter(part));
            case Filter.Meets(Position at, var property, Test test) -> {
                requireTimeless(at, test);
                yield new Matching.Filter.Meets(property.dotted(), test(at, test));
            }
        };
    }

    /// Facts that count are in order of time only where filters do not look at the clock.
    private void requireTimeless(Position at, Test test) {
        boolean timeless =
                switch (test) {
                    case Test.When(Window window) -> isFixed(window);
                    case Test.AnniversaryToday _, Test.AnniversaryNext _ -> false;
                    case NumberTest _, Test.Is _, Test.OneOf _, Test.Contains _ -> true;
                    case Test.StartsWith _, Test.EndsWith _, Test.Matches _ -> true;
                    case Test.Length _, Test.Size _, Test.Exists _, Test.Empty _ -> true;
                };
        if (!timeless) {
            problem(
                    at,
                    "a date reckoned from the present inside where",
                    "a fixed date such as before 2025-01-31");
        }
    }

    private static boolean isFixed(Window window) {
        return switch (window) {
            case Window.Before _, Window.After _, Window.Since _ -> true;
            case Window.On _, Window.BetweenMoments _ -> true;
            case Window.Ever _, Window.Within _, Window.Next _, Window.MoreThanAgo _ -> false;
            case Window.BetweenAgo _, Window.This _ -> false;
        };
    }

    // ---- windows

    private Period period(Position at, Window window) {
        return switch (window) {
            case Window.Ever _ -> new Period.Ever();
            case Window.Within(Span span) -> new Period.Rolling(Duration.ZERO, duration(span));
            case Window.Next(Span span) ->
                    new Period.Rolling(duration(span).negated(), Duration.ZERO);
            case Window.MoreThanAgo(Span span) -> new Period.Older(duration(span));
            case Window.BetweenAgo(Span near, Span far) -> ago(at, duration(near), duration(far));
            case Window.Before(Moment moment) -> fixed(at, Instant.MIN, start(moment));
            case Window.After(Moment moment) -> fixed(at, end(moment), Instant.MAX);
            case Window.Since(Moment moment) -> fixed(at, start(moment), Instant.MAX);
            case Window.On(Moment.Day day) -> fixed(at, start(day), end(day));
            case Window.BetweenMoments(Moment from, Moment to) -> fixed(at, start(from), end(to));
            case Window.This(var unit) -> new Period.Calendar(unit, zone);
        };
    }

    private Period ago(Position at, Duration near, Duration far) {
        if (near.compareTo(far) >= 0) {
            problem(at, "a window that ends before it starts", "the nearer end first");
            return new Period.Ever();
        }
        return new Period.Rolling(near, far);
    }

    private Period fixed(Position at, Instant from, Instant until) {
        if (!from.isBefore(until)) {
            problem(at, "a window that ends before it starts", "the earlier date first");
            return new Period.Ever();
        }
        return new Period.Fixed(from, until);
    }

    private static Duration duration(Span span) {
        return unit(span.unit()).multipliedBy(span.amount());
    }

    private static Duration unit(Unit unit) {
        return switch (unit) {
            case SECOND -> Duration.ofSeconds(1);
            case MINUTE -> Duration.ofMinutes(1);
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
            case WEEK -> Duration.ofDays(7);
            case MONTH -> Duration.ofDays(30);
            case YEAR -> Duration.ofDays(365);
        };
    }

    private Instant start(Moment moment) {
        return switch (moment) {
            case Moment.Day(var day) -> day.atStartOfDay(zone).toInstant();
            case Moment.Local(var time) -> time.atZone(zone).toInstant();
            case Moment.Exact(Instant instant) -> instant;
        };
    }

    /// The first instant that is after the moment.
    private Instant end(Moment moment) {
        return switch (moment) {
            case Moment.Day(var day) -> day.plusDays(1).atStartOfDay(zone).toInstant();
            case Moment.Local _, Moment.Exact _ -> start(moment).plusMillis(1);
        };
    }

    // ---- values

    private ValueTest test(Position at, Test test) {
        return switch (test) {
            case NumberTest number -> new ValueTest.Numeric(number);
            case Test.Is(boolean negated, Literal literal, boolean ignoringCase) ->
                    new ValueTest.OneOf(negated, List.of(value(literal)), ignoringCase);
            case Test.OneOf(boolean negated, List<Literal> literals, boolean ignoringCase) ->
                    new ValueTest.OneOf(negated, values(literals), ignoringCase);
            case Test.Contains(var which, List<Literal> literals, boolean ignoringCase) ->
                    new ValueTest.Contains(which, values(literals), ignoringCase);
            case Test.StartsWith(String text, boolean ignoringCase) ->
                    new ValueTest.StartsWith(text, ignoringCase);
            case Test.EndsWith(String text, boolean ignoringCase) ->
                    new ValueTest.EndsWith(text, ignoringCase);
            case Test.Matches(String expression, boolean ignoringCase) ->
                    matches(at, expression, ignoringCase);
            case Test.Length(NumberTest length) -> new ValueTest.Length(length);
            case Test.Size(NumberTest size) -> new ValueTest.Size(size);
            case Test.Exists _ -> new ValueTest.Exists();
            case Test.Empty _ -> new ValueTest.Empty();
            case Test.When(Window window) -> new ValueTest.When(period(at, window), zone);
            case Test.AnniversaryToday _ -> new ValueTest.Anniversary(0, zone);
            case Test.AnniversaryNext(int days) -> new ValueTest.Anniversary(days, zone);
        };
    }

    private ValueTest matches(Position at, String expression, boolean ignoringCase) {
        try {
            return new ValueTest.Matches(
                    Pattern.compile(expression, ignoringCase ? Pattern.CASE_INSENSITIVE : 0));
        } catch (PatternSyntaxException failure) {
            problem(
                    at,
                    "the expression \"%s\" (%s)".formatted(expression, failure.getDescription()),
                    "a regular expression in RE2 syntax, without look-around and back-references");
            return new ValueTest.Exists();
        }
    }

    private static List<Value> values(List<Literal> literals) {
        return literals.stream().map(Resolver::value).toList();
    }

    private static Value value(Literal literal) {
        return switch (literal) {
            case Literal.Text(String text) -> Value.of(text);
            case Literal.Numeric(var number) -> Value.of(number);
            case Literal.Truth(boolean truth) -> Value.of(truth);
        };
    }

    // ---- RFM, lifecycle, segments

    private Meant rfm(String text, Said.RfmMeets rfm) {
        Optional<RfmCuts> cuts = world.rfmCuts();
        if (cuts.isEmpty()) {
            problem(
                    rfm.at(),
                    "rfm." + rfm.figure().word(),
                    "no RFM condition before the first cut points are published");
        }
        int before = problems.size();
        boolean isCell = rfm.figure() == RfmFigure.CELL;
        boolean fits =
                switch (rfm.test()) {
                    case NumberTest _ -> !isCell;
                    case Test.Is(_, Literal literal, _) -> isCell && isCell(rfm.at(), literal);
                    case Test.OneOf(_, List<Literal> literals, _) ->
                            isCell
                                    && literals.stream()
                                            .filter(literal -> !isCell(rfm.at(), literal))
                                            .toList()
                                            .isEmpty();
                    case Test.Contains _, Test.StartsWith _, Test.EndsWith _, Test.Matches _ ->
                            false;
                    case Test.Length _, Test.Size _, Test.Exists _, Test.Empty _ -> false;
                    case Test.When _, Test.AnniversaryToday _, Test.AnniversaryNext _ -> false;
                };
        if (!fits && problems.size() == before) {
            problem(
                    rfm.at(),
                    text,
                    isCell
                            ? "a comparison of the cell's name such as = \"champions\""
                            : "a comparison with a number from 1 to 5 such as >= 4");
        }
        return cuts.<Meant>map(found ->
                        new Meant.RfmMeets(text, rfm.figure(), test(rfm.at(), rfm.test()), found))
                .orElse(new Meant.Everyone(text));
    }

    private boolean isCell(Position at, Literal literal) {
        List<String> cells = Arrays.stream(RfmCell.values()).map(RfmCell::title).toList();
        if (literal instanceof Literal.Text(String name) && !cells.contains(name)) {
            unknown(at, "the RFM cell", name, "one of", cells);
            return false;
        }
        return literal instanceof Literal.Text;
    }

    private Meant stage(String text, Position at, String name) {
        List<String> names = world.lifecycle().stream().map(RuleWorld.Stage::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            unknown(at, "the lifecycle stage", name, "one of", names);
            return new Meant.Everyone(text);
        }
        List<Meant> parts = new ArrayList<>();
        for (RuleWorld.Stage before : world.lifecycle().subList(0, index)) {
            parts.add(new Meant.Not("not " + before.name(), stageRule(at, before)));
        }
        parts.add(stageRule(at, world.lifecycle().get(index)));
        return new Meant.InStage(text, name, new Meant.All(text, parts));
    }

    private Meant stageRule(Position at, RuleWorld.Stage stage) {
        String label = "the lifecycle stage \"" + stage.name() + "\"";
        return named(at, label, stage.rule())
                .map(rule -> (Meant) new Meant.InSegment(stage.name(), stage.name(), rule))
                .orElse(new Meant.Everyone(stage.name()));
    }

    private Meant segment(String text, Position at, String id) {
        Optional<String> rule = world.segmentRule(id);
        if (rule.isEmpty()) {
            unknown(at, "the segment", id, "one of", world.segments());
            return new Meant.Everyone(text);
        }
        return named(at, segment(id), rule.get())
                .map(meant -> (Meant) new Meant.InSegment(text, id, meant))
                .orElse(new Meant.Everyone(text));
    }

    private static String segment(String id) {
        return "segment \"" + id + "\"";
    }

    /// The meaning of a rule that another names, resolved once; absent with a problem at the
    /// reference.
    private Optional<Meant> named(Position at, String label, String rule) {
        if (trail.contains(label)) {
            List<String> cycle = new ArrayList<>(trail.subList(trail.indexOf(label), trail.size()));
            cycle.add(label);
            problem(
                    at,
                    A_CYCLE + String.join(" -> ", cycle),
                    "a rule that does not lead back to itself");
            return Optional.empty();
        }
        Named named = trail.size() > SEGMENTS_DEEP_MAX ? tooDeep() : lookedUp(label, rule);
        depth = Math.max(depth, named.depth() + 1);
        if (depth > SEGMENTS_DEEP_MAX) {
            problem(
                    at,
                    "more than %d rules that lead from one to the next"
                            .formatted(SEGMENTS_DEEP_MAX),
                    "fewer");
            return Optional.empty();
        }
        return switch (named.meaning()) {
            case Checked.Sound<Meant>(Meant meant) -> Optional.of(meant);
            case Checked.Wrong<Meant>(List<Problem> found) -> {
                within(at, label, found.getFirst());
                yield Optional.empty();
            }
        };
    }

    /// Tells at its reference what is wrong with a rule; a cycle tells its own way.
    private void within(Position at, String label, Problem problem) {
        if (problem.found().startsWith(A_CYCLE)) {
            problem(at, problem.found(), problem.expected());
        } else {
            problem(
                    at,
                    "%s, whose rule has a problem (%s)".formatted(label, problem.message()),
                    "a rule without problems");
        }
    }

    private static Named tooDeep() {
        return new Named(new Checked.Sound<>(new Meant.Everyone("everyone")), SEGMENTS_DEEP_MAX);
    }

    private Named lookedUp(String label, String rule) {
        Named known = segments.get(label);
        if (known != null) {
            return known;
        }
        List<String> longer = new ArrayList<>(trail);
        longer.add(label);
        Resolver resolver = new Resolver(world, segments, longer);
        Checked<Meant> meaning =
                switch (Parser.parse(rule)) {
                    case Checked.Sound<Said>(Said said) -> resolver.whole(said);
                    case Checked.Wrong<Said>(List<Problem> found) -> new Checked.Wrong<>(found);
                };
        Named named = new Named(meaning, resolver.depth);
        segments.put(label, named);
        return named;
    }

    // ---- problems

    private void unknown(
            Position at, String what, String name, String expected, List<String> known) {
        String names =
                known.isEmpty()
                        ? "one that exists; none is defined"
                        : expected
                                + " "
                                + String.join(
                                        ", ",
                                        known.stream()
                                                .limit(NAMES_SHOWN_MAX)
                                                .map(Resolver::quoted)
                                                .toList())
                                + (known.size() > NAMES_SHOWN_MAX ? " and others" : "");
        problems.add(
                new Problem(
                        at.line(),
                        at.column(),
                        "%s \"%s\", which does not exist".formatted(what, name),
                        names,
                        Nearest.to(name, known).map(Resolver::quoted)));
    }

    private void problem(Position at, String found, String expected) {
        problems.add(new Problem(at.line(), at.column(), found, expected, Optional.empty()));
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }
}
