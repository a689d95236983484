package io.epistle.rule.runs;

import io.epistle.event.Value;
import io.epistle.profile.Order;
import io.epistle.rule.Mentions;
import io.epistle.rule.meant.Matching;
import io.epistle.rule.meant.Meant;
import io.epistle.rule.meant.Period;
import io.epistle.rule.meant.ValueTest;
import io.epistle.rule.said.NumberTest;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Turns what a rule means into what runs: equal facts are looked for once, a segment that is named
/// several times is answered once.
public final class Compiler {
    private static final String CONSENT_GIVEN = "Consent Given";
    private static final String CONSENT_WITHDRAWN = "Consent Withdrawn";

    private final List<Matching> matchings = new ArrayList<>();
    private final Map<Matching, Integer> places = new HashMap<>();
    private final List<Long> reaches = new ArrayList<>();
    private final IdentityHashMap<Meant, Runs.Shared> shared = new IdentityHashMap<>();
    private final SortedSet<String> traits = new TreeSet<>();
    private final SortedSet<String> segments = new TreeSet<>();
    private final SortedSet<String> properties = new TreeSet<>();
    private boolean asksOrders;
    private boolean everyFact;

    private Compiler() {}

    /// Compiles a rule.
    public static Program compile(Meant meant) {
        Compiler compiler = new Compiler();
        Runs root = compiler.runs(meant);
        return new Program(
                root,
                compiler.table(),
                compiler.shared.size(),
                compiler.asksOrders,
                compiler.mentions());
    }

    private List<Looked> table() {
        List<Looked> table = new ArrayList<>();
        for (int place = 0; place < matchings.size(); place++) {
            Matching matching = matchings.get(place);
            table.add(new Looked(matching.event(), sieve(matching.filter()), reaches.get(place)));
        }
        return table;
    }

    private Mentions mentions() {
        SortedSet<String> events = new TreeSet<>();
        matchings.forEach(matching -> events.add(matching.event()));
        if (asksOrders) {
            events.addAll(Order.NAMES);
            properties.addAll(Order.AMOUNTS);
        }
        return new Mentions(
                List.copyOf(events),
                List.copyOf(traits),
                List.copyOf(properties),
                List.copyOf(segments),
                everyFact);
    }

    private Runs runs(Meant meant) {
        return switch (meant) {
            case Meant.Everyone(String text) -> new Runs.Everyone(text);
            case Meant.All(String text, List<Meant> parts) -> new Runs.All(text, runs(parts));
            case Meant.Any(String text, List<Meant> parts) -> new Runs.Any(text, runs(parts));
            case Meant.Not(String text, Meant part) -> new Runs.Not(text, runs(part));
            case Meant.NumberOf(String text, int least, int most, List<Meant> parts) ->
                    new Runs.NumberOf(text, least, most, runs(parts));
            case Meant.TraitMeets(String text, String path, ValueTest test) -> {
                traits.add(path);
                yield new Runs.TraitMeets(text, path, check(test));
            }
            case Meant.Happened(
                            String text,
                            Matching matching,
                            Period period,
                            long least,
                            long most) -> {
                Active active = active(period);
                yield new Runs.Counted(
                        text, looked(matching, Active.reach(active)), active, least, most);
            }
            case Meant.FigureMeets figure -> {
                Active active = active(figure.period());
                properties.add(Mentions.root(figure.property()));
                yield new Runs.Figured(
                        figure.text(),
                        figure.figure(),
                        figure.property(),
                        looked(figure.matching(), Active.reach(active)),
                        active,
                        figure.test());
            }
            case Meant.Occurred(String text, var place, Matching matching, Period period) ->
                    new Runs.Occurred(
                            text, place, looked(matching, Standing.FOREVER), active(period));
            case Meant.OccurrenceMeets occurrence -> {
                properties.add(Mentions.root(occurrence.property()));
                yield new Runs.OccurrenceMeets(
                        occurrence.text(),
                        occurrence.place(),
                        looked(occurrence.matching(), Standing.FOREVER),
                        occurrence.property(),
                        check(occurrence.test()));
            }
            case Meant.Funnel(String text, Matching first, Period period, List<Meant.Step> steps) ->
                    new Runs.Funnel(
                            text,
                            looked(first, Standing.FOREVER),
                            active(period),
                            steps.stream().map(this::step).toList());
            case Meant.RfmMeets(String text, var figure, ValueTest test, var cuts) -> {
                asksOrders = true;
                yield new Runs.RfmMeets(text, figure, timeless(test), cuts);
            }
            case Meant.InSegment(String text, String id, Meant rule) -> {
                segments.add(id);
                yield shared(text, rule);
            }
            case Meant.InStage(String text, String stage, Meant rule) -> {
                segments.add(stage);
                yield shared(text, rule);
            }
            case Meant.Consented(String text, String purpose) ->
                    new Runs.Consented(
                            text,
                            looked(consent(CONSENT_GIVEN, purpose), Standing.FOREVER),
                            looked(consent(CONSENT_WITHDRAWN, purpose), Standing.FOREVER));
            case Meant.BucketMeets(String text, String name, NumberTest test) ->
                    new Runs.BucketMeets(text, name, test);
            case Meant.KnownFor(String text, Duration age) -> {
                everyFact = true;
                yield new Runs.KnownFor(text, age.toMillis());
            }
        };
    }

    private List<Runs> runs(List<Meant> parts) {
        return parts.stream().map(this::runs).toList();
    }

    private Runs shared(String text, Meant rule) {
        Runs.Shared known = shared.get(rule);
        if (known == null) {
            Runs runs = runs(rule);
            known = new Runs.Shared(text, shared.size(), runs);
            shared.put(rule, known);
        }
        return new Runs.Shared(text, known.slot(), known.rule());
    }

    private Runs.Step step(Meant.Step step) {
        return new Runs.Step(
                looked(step.matching(), Standing.FOREVER),
                step.missing(),
                step.within().equals(Meant.Step.ANY_TIME)
                        ? Standing.FOREVER
                        : step.within().toMillis());
    }

    private static Matching consent(String event, String purpose) {
        return new Matching(
                event,
                new Matching.Filter.Meets(
                        "purpose", new ValueTest.OneOf(false, List.of(Value.of(purpose)), false)));
    }

    /// The place of facts in the table; they are kept as far back as the most patient use needs.
    private int looked(Matching matching, long reach) {
        Integer known = places.get(matching);
        if (known != null) {
            reaches.set(known, Math.max(reaches.get(known), reach));
            return known;
        }
        places.put(matching, matchings.size());
        matchings.add(matching);
        reaches.add(reach);
        return matchings.size() - 1;
    }

    private Looked.Sieve sieve(Matching.Filter filter) {
        return switch (filter) {
            case Matching.Filter.Everything _ -> new Looked.Sieve.Everything();
            case Matching.Filter.All(var parts) ->
                    new Looked.Sieve.All(parts.stream().map(this::sieve).toList());
            case Matching.Filter.Any(var parts) ->
                    new Looked.Sieve.Any(parts.stream().map(this::sieve).toList());
            case Matching.Filter.Not(var part) -> new Looked.Sieve.Not(sieve(part));
            case Matching.Filter.Meets(String property, ValueTest test) -> {
                properties.add(Mentions.root(property));
                yield new Looked.Sieve.Meets(property, timeless(test));
            }
        };
    }

    private static Active active(Period period) {
        return switch (period) {
            case Period.Ever _ -> new Active.Lag(0, Standing.FOREVER);
            case Period.Rolling(Duration from, Duration until) ->
                    new Active.Lag(from.toMillis(), until.toMillis());
            case Period.Older(Duration from) -> new Active.Lag(from.toMillis(), Standing.FOREVER);
            case Period.Fixed(Instant from, Instant until) ->
                    new Active.Between(millis(from), millis(until));
            case Period.Calendar(var unit, ZoneId zone) -> new Active.Calendar(unit, zone);
        };
    }

    private static long millis(Instant instant) {
        if (instant.equals(Instant.MIN)) {
            return Long.MIN_VALUE;
        }
        return instant.equals(Instant.MAX) ? Standing.FOREVER : instant.toEpochMilli();
    }

    private static Check.Timeless timeless(ValueTest test) {
        if (check(test) instanceof Check.Timeless timeless) {
            return timeless;
        }
        throw new IllegalArgumentException("expected a test that ignores the clock, found " + test);
    }

    private static Check check(ValueTest test) {
        return switch (test) {
            case ValueTest.Numeric(NumberTest number) -> new Check.Numeric(number);
            case ValueTest.OneOf(boolean negated, List<Value> values, boolean ignoringCase) ->
                    oneOf(negated, folded(values, ignoringCase), ignoringCase);
            case ValueTest.Contains(var which, List<Value> values, boolean ignoringCase) ->
                    new Check.Contains(which, folded(values, ignoringCase), ignoringCase);
            case ValueTest.StartsWith(String text, boolean ignoringCase) ->
                    new Check.StartsWith(ignoringCase ? Checks.fold(text) : text, ignoringCase);
            case ValueTest.EndsWith(String text, boolean ignoringCase) ->
                    new Check.EndsWith(ignoringCase ? Checks.fold(text) : text, ignoringCase);
            case ValueTest.Matches(var pattern) -> new Check.Matches(pattern);
            case ValueTest.Length(NumberTest number) -> new Check.Length(number);
            case ValueTest.Size(NumberTest number) -> new Check.Size(number);
            case ValueTest.Exists _ -> new Check.Exists();
            case ValueTest.Empty _ -> new Check.Empty();
            case ValueTest.When(Period.Fixed(Instant from, Instant until), ZoneId zone) ->
                    new Check.Dated(millis(from), millis(until), zone);
            case ValueTest.When(Period period, ZoneId zone) -> new Check.When(active(period), zone);
            case ValueTest.Anniversary(int days, ZoneId zone) -> new Check.Anniversary(days, zone);
        };
    }

    private static Check.OneOf oneOf(boolean negated, List<Value> values, boolean ignoringCase) {
        Set<String> texts = new HashSet<>();
        List<Value> others = new ArrayList<>();
        for (Value value : values) {
            if (value instanceof Value.Text(String text)) {
                texts.add(text);
            } else {
                others.add(value);
            }
        }
        return new Check.OneOf(negated, texts, others, ignoringCase);
    }

    private static List<Value> folded(List<Value> values, boolean ignoringCase) {
        if (!ignoringCase) {
            return values;
        }
        List<Value> folded = new ArrayList<>();
        for (Value value : values) {
            folded.add(
                    value instanceof Value.Text(String text) ? Value.of(Checks.fold(text)) : value);
        }
        return folded;
    }
}
