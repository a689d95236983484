package io.epistle.rule.runs;

import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.profile.Score;
import io.epistle.profile.Trait;
import io.epistle.rule.Explanation;
import io.epistle.rule.Explanation.Join;
import io.epistle.rule.said.Said;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells why conditions hold or do not.
final class Explainer {
    private static final int SHOWN_MAX = 60;

    private final Evaluation evaluation;
    private final long now;
    private final Set<Integer> told = new HashSet<>();

    Explainer(Evaluation evaluation, long now) {
        this.evaluation = evaluation;
        this.now = now;
    }

    Explanation explain(Runs runs) {
        return switch (runs) {
            case Runs.Everyone _, Runs.KnownFor _ -> told(runs, "", firstFact(runs), List.of());
            case Runs.All(_, List<Runs> parts) -> told(runs, "", List.of(), parts);
            case Runs.Any(_, List<Runs> parts) -> told(runs, "", List.of(), parts);
            case Runs.Not(_, Runs part) -> told(runs, "", List.of(), List.of(part));
            case Runs.NumberOf(_, _, _, List<Runs> parts) -> told(runs, "", List.of(), parts);
            case Runs.Shared(_, int slot, Runs rule) ->
                    told(runs, "", List.of(), told.add(slot) ? List.of(rule) : List.of());
            case Runs.TraitMeets(_, String path, _) ->
                    told(runs, traitFound(path), traitFact(path), List.of());
            case Runs.Counted(_, int looked, Active active, _, _) -> {
                List<Fact> counting = counting(looked, active);
                yield told(runs, times(counting.size()), counting, List.of());
            }
            case Runs.Figured figured ->
                    told(
                            runs,
                            evaluation.figured(figured).shown(),
                            counting(figured.looked(), figured.active()),
                            List.of());
            case Runs.Occurred(_, Said.Place place, int looked, _) -> {
                List<Fact> fact = occurrence(place, looked);
                yield told(
                        runs,
                        fact.isEmpty() ? "none" : fact.getFirst().occurredAt().toString(),
                        fact,
                        List.of());
            }
            case Runs.OccurrenceMeets(_, Said.Place place, int looked, String property, _) -> {
                List<Fact> fact = occurrence(place, looked);
                yield told(
                        runs,
                        fact.isEmpty()
                                ? "none"
                                : shown(Paths.values(fact.getFirst().properties(), property)),
                        fact,
                        List.of());
            }
            case Runs.Funnel funnel -> told(runs, "", funnelFacts(funnel), List.of());
            case Runs.RfmMeets(_, var figure, _, var cuts) ->
                    told(
                            runs,
                            shown(RfmScores.values(evaluation.person(), figure, cuts, now)),
                            List.of(),
                            List.of());
            case Runs.Consented(_, int given, int withdrawn) ->
                    told(runs, "", consentFacts(given, withdrawn), List.of());
            case Runs.BucketMeets(_, String name, _) ->
                    told(
                            runs,
                            "bucket " + Buckets.of(evaluation.person(), name),
                            List.of(),
                            List.of());
        };
    }

    private Explanation told(Runs runs, String found, List<Fact> facts, List<Runs> parts) {
        Standing standing = evaluation.standing(runs);
        return new Explanation(
                runs.text(),
                standing.held(),
                Program.instant(standing.until()),
                found,
                facts.stream().limit(Explanation.FACTS_MAX).map(Explainer::evidence).toList(),
                parts.isEmpty() ? Join.NONE : join(runs),
                parts.stream().map(this::explain).toList());
    }

    private static Join join(Runs runs) {
        return switch (runs) {
            case Runs.All _ -> Join.ALL;
            case Runs.Any _ -> Join.ANY;
            case Runs.Not _ -> Join.NOT;
            case Runs.NumberOf _ -> Join.NUMBER;
            case Runs.Shared _ -> Join.NAMED;
            case Runs.Everyone _, Runs.KnownFor _, Runs.TraitMeets _, Runs.Counted _ -> Join.NONE;
            case Runs.Figured _, Runs.Occurred _, Runs.OccurrenceMeets _ -> Join.NONE;
            case Runs.Funnel _, Runs.RfmMeets _, Runs.Consented _, Runs.BucketMeets _ -> Join.NONE;
        };
    }

    private static Explanation.Evidence evidence(Fact fact) {
        return new Explanation.Evidence(fact.sequence(), fact.occurredAt(), fact.name());
    }

    // ---- facts, latest first

    private List<Fact> firstFact(Runs runs) {
        List<Fact> visible = evaluation.person().timeline().until(Instant.ofEpochMilli(now));
        return runs instanceof Runs.KnownFor && !visible.isEmpty()
                ? List.of(visible.getFirst())
                : List.of();
    }

    private List<Fact> counting(int looked, Active active) {
        Presence presence = new Presence(evaluation.sightings(looked), active);
        List<Fact> facts = new ArrayList<>();
        for (int index = presence.started(now) - 1; index >= presence.ended(now); index--) {
            facts.add(presence.sightings().fact(index));
        }
        return facts;
    }

    private List<Fact> occurrence(Said.Place place, int looked) {
        Sightings all = evaluation.sightings(looked);
        return all.countUntil(now) == 0
                ? List.of()
                : List.of(all.fact(new Reigns(place, all, now).from()));
    }

    private List<Fact> funnelFacts(Runs.Funnel funnel) {
        List<Fact> facts = new ArrayList<>();
        add(facts, evaluation.sightings(funnel.first()));
        for (Runs.Step step : funnel.steps()) {
            add(facts, evaluation.sightings(step.looked()));
        }
        return latestFirst(facts);
    }

    private List<Fact> consentFacts(int given, int withdrawn) {
        List<Fact> facts = new ArrayList<>();
        add(facts, evaluation.sightings(given));
        add(facts, evaluation.sightings(withdrawn));
        return latestFirst(facts).stream().limit(1).toList();
    }

    private void add(List<Fact> facts, Sightings sightings) {
        for (int index = sightings.countUntil(now) - 1; index >= 0; index--) {
            facts.add(sightings.fact(index));
        }
    }

    private static List<Fact> latestFirst(List<Fact> facts) {
        return facts.stream().distinct().sorted(Fact.BY_TIME.reversed()).toList();
    }

    /// The values of a trait; of a score also by which model and why.
    private String traitFound(String path) {
        List<Value> values = Traits.values(evaluation.person(), path, now);
        if (values.isEmpty() && Score.NAMES.contains(path)) {
            return "no score yet";
        }
        return traitFact(path).stream()
                .flatMap(fact -> Score.of(fact).stream())
                .map(Score::shown)
                .findFirst()
                .orElseGet(() -> shown(values));
    }

    /// The fact that told the trait as it stands.
    private List<Fact> traitFact(String path) {
        Optional<Trait> trait = evaluation.person().trait(path, Instant.ofEpochMilli(now));
        if (trait.isEmpty()) {
            return List.of();
        }
        return evaluation.person().timeline().facts().stream()
                .filter(fact -> fact.occurredAt().equals(trait.get().at()))
                .filter(fact -> fact.event().source().equals(trait.get().source()))
                .filter(fact -> tells(fact, path, trait.get().value()))
                .max(Comparator.comparingLong(Fact::sequence))
                .stream()
                .toList();
    }

    private static boolean tells(Fact fact, String path, Value value) {
        return fact.event().traits().at(path).equals(Optional.of(value));
    }

    // ---- words

    private static String times(int count) {
        return count == 0 ? "none" : count == 1 ? "1 time" : count + " times";
    }

    private static String shown(List<Value> values) {
        if (values.isEmpty()) {
            return "nothing";
        }
        String shown = values.stream().map(Explainer::shown).collect(Collectors.joining(", "));
        return shown.length() <= SHOWN_MAX ? shown : shown.substring(0, SHOWN_MAX) + "...";
    }

    private static String shown(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Whole _, Value.Decimal _ -> Value.exactNumber(value).toPlainString();
            case Value.Bool(boolean truth) -> Boolean.toString(truth);
            case Value.Sequence(List<Value> items) ->
                    items.stream()
                            .map(Explainer::shown)
                            .collect(Collectors.joining(", ", "(", ")"));
            case Struct struct -> "an object of %d fields".formatted(struct.size());
            case Value.Nothing _ -> "nothing";
        };
    }
}
