package io.epistle.rule.meant;

import io.epistle.event.Value;
import io.epistle.rule.Checked;
import io.epistle.rule.Problem;
import io.epistle.rule.RuleWorld;
import io.epistle.rule.said.CountWord;
import io.epistle.rule.said.NumberTest;
import io.epistle.rule.said.Occurrences;
import io.epistle.rule.said.Parser;
import io.epistle.rule.said.Position;
import io.epistle.rule.said.Printer;
import io.epistle.rule.said.Quantity;
import io.epistle.rule.said.Said;
import io.epistle.rule.said.Span;
import io.epistle.rule.said.Test;
import io.epistle.rule.said.Window;

import java.util.List;

/// Finds out what a saying means in a World. What a noun of the language means is found out by a
/// resolver of its own: [PeriodResolver] for windows, [MatchingResolver] for the facts that are
/// meant, [TestResolver] for what is asked of values, [RfmResolver] for RFM, [NamedRules] for
/// segments and stages; these last come back here with the rules that are named.
public final class Resolver {
    /// The trait that carries a person's persona.
    private static final String PERSONA_TRAIT = "persona";

    private final Problems problems = new Problems();
    private final PeriodResolver periods;
    private final TestResolver tests;
    private final MatchingResolver matchings;
    private final RfmResolver rfms;
    private final NamedRules named;

    private Resolver(RuleWorld world, Trail trail) {
        this.periods = new PeriodResolver(world.zone(), problems);
        this.tests = new TestResolver(world.zone(), periods, problems);
        this.matchings = new MatchingResolver(tests, problems);
        this.rfms = new RfmResolver(world.rfmCuts(), tests, problems);
        this.named = new NamedRules(world, trail, problems);
    }

    /// The meaning, or all problems in the order of the text. Problems of a segment or stage that
    /// the rule names are told at the place that names it.
    public static Checked<Meant> resolve(Said said, RuleWorld world) {
        return new Resolver(world, Trail.empty()).whole(said);
    }

    /// The meaning of a segment's own rule, in which naming the segment itself is a cycle.
    public static Checked<Meant> resolve(String segment, Said said, RuleWorld world) {
        return new Resolver(world, Trail.of(NamedRules.segmentLabel(segment))).whole(said);
    }

    /// The meaning of a rule that another names.
    static NamedRules.Named resolve(String rule, RuleWorld world, Trail trail) {
        Resolver resolver = new Resolver(world, trail);
        Checked<Meant> meaning =
                switch (Parser.parse(rule)) {
                    case Checked.Sound<Said>(Said said) -> resolver.whole(said);
                    case Checked.Wrong<Said>(List<Problem> found) -> new Checked.Wrong<>(found);
                };
        return new NamedRules.Named(meaning, resolver.named.depth());
    }

    private Checked<Meant> whole(Said said) {
        Meant meant = meant(said);
        return problems.count() == 0
                ? new Checked.Sound<>(meant)
                : new Checked.Wrong<>(problems.inOrder());
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
                    new Meant.TraitMeets(text, trait.dotted(), tests.test(at, test));
            case Said.Did did -> happened(text, did);
            case Said.FigureMeets figure ->
                    new Meant.FigureMeets(
                            text,
                            figure.figure(),
                            figure.property().dotted(),
                            matchings.matching(figure.occurrences()),
                            periods.period(figure.at(), figure.window()),
                            figure.test());
            case Said.Occurred(Position at, var place, Occurrences occurrences, Window window) ->
                    new Meant.Occurred(
                            text,
                            place,
                            matchings.matching(occurrences),
                            periods.period(at, window));
            case Said.OccurrenceMeets occurrence ->
                    new Meant.OccurrenceMeets(
                            text,
                            occurrence.place(),
                            matchings.matching(occurrence.occurrences()),
                            occurrence.property().dotted(),
                            tests.test(occurrence.at(), occurrence.test()));
            case Said.Funnel(Position at, Occurrences first, Window window, var steps) ->
                    new Meant.Funnel(
                            text,
                            matchings.matching(first),
                            periods.period(at, window),
                            steps.stream().map(this::step).toList());
            case Said.RfmMeets rfm -> rfms.rfm(text, rfm);
            case Said.LifecycleIs(Position at, String stage) -> named.stage(text, at, stage);
            case Said.PersonaIs(_, String persona) ->
                    new Meant.TraitMeets(
                            text,
                            PERSONA_TRAIT,
                            new ValueTest.OneOf(false, List.of(Value.of(persona)), false));
            case Said.InSegment(Position at, String id) -> named.segment(text, at, id);
            case Said.ConsentedTo(_, String purpose) -> new Meant.Consented(text, purpose);
            case Said.BucketMeets(_, String name, NumberTest test) ->
                    new Meant.BucketMeets(text, name, test);
            case Said.KnownFor(_, Span span) ->
                    new Meant.KnownFor(text, PeriodResolver.duration(span));
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
                    problems.note(
                            group.at(),
                            "%s %d of %d conditions".formatted(word.words(), number, parts.size()),
                            "a number up to " + parts.size());
                }
                NumberRange range = NumberRange.of(word, number);
                yield new Meant.NumberOf(
                        text,
                        (int) range.least(),
                        (int) Math.min(range.most(), parts.size()),
                        parts);
            }
        };
    }

    private Meant happened(String text, Said.Did did) {
        NumberRange range = NumberRange.of(did.count());
        return new Meant.Happened(
                text,
                matchings.matching(did.occurrences()),
                periods.period(did.at(), did.window()),
                range.least(),
                range.most());
    }

    private Meant.Step step(Said.Step step) {
        return switch (step) {
            case Said.Step.Later(Occurrences occurrences) ->
                    new Meant.Step(matchings.matching(occurrences), false, Meant.Step.ANY_TIME);
            case Said.Step.Soon(Occurrences occurrences, Span span) ->
                    new Meant.Step(
                            matchings.matching(occurrences), false, PeriodResolver.duration(span));
            case Said.Step.Missing(Occurrences occurrences, Span span) ->
                    new Meant.Step(
                            matchings.matching(occurrences), true, PeriodResolver.duration(span));
        };
    }
}
