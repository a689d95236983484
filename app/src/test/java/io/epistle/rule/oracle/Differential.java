package io.epistle.rule.oracle;

import io.epistle.event.Fact;
import io.epistle.profile.Person;
import io.epistle.rule.Checked;
import io.epistle.rule.Explanation;
import io.epistle.rule.RuleWorld;
import io.epistle.rule.Rules;
import io.epistle.rule.Verdict;
import io.epistle.rule.runs.History;
import io.epistle.rule.runs.Program;
import io.epistle.rule.said.Printer;
import io.epistle.rule.said.Said;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;

/// Asks the product and the oracle the same random questions and tells the first disagreement.
public final class Differential {
    private static final List<String> ZONES =
            List.of("UTC", "America/New_York", "Europe/London", "Pacific/Auckland");
    private static final int TIMES = 4;

    /// What came of it.
    ///
    /// @param cases how many rule, person and time were asked
    /// @param members in how many the rule held
    /// @param changing in how many the product named an instant to look again at
    /// @param tight at how many of these instants the answer really changed
    /// @param early in how many of the others one condition alone was the rule
    /// @param disagreement the first one; empty where there is none
    public record Report(
            int cases, int members, int changing, int tight, int early, String disagreement) {}

    private int cases;
    private int members;
    private int changing;
    private int tight;
    private int early;

    private Differential() {}

    /// Asks so many questions drawn from a seed, or fewer where a disagreement is met.
    public static Report run(long seed, int cases) {
        return new Differential().ask(seed, cases);
    }

    private Report ask(long seed, int wanted) {
        String disagreement = "";
        List<OracleWorld> worlds = ZONES.stream().map(ZoneId::of).map(OracleWorld::in).toList();
        for (long round = 0; cases < wanted && disagreement.isEmpty(); round++) {
            Random random = new Random(seed + round);
            OracleWorld world = worlds.get(random.nextInt(worlds.size()));
            Said said =
                    new RandomRules(random).rule(random.nextInt(8) == 0 ? 3 : random.nextInt(3));
            try {
                disagreement = askAbout(said, world, random);
            } catch (RuntimeException failure) {
                disagreement = failure + " of " + Printer.print(said);
            }
        }
        return new Report(cases, members, changing, tight, early, disagreement);
    }

    private String askAbout(Said said, OracleWorld world, Random random) {
        String text = Printer.print(said);
        RuleWorld given = world.forTheProduct();
        Program program;
        switch (Rules.ready(text, given)) {
            case Checked.Sound<Program>(Program sound) -> program = sound;
            case Checked.Wrong<Program> wrong -> {
                boolean excused = isTooMany(wrong.message());
                return excused ? "" : wrong.message() + " in " + text;
            }
        }
        RandomPeople people = new RandomPeople(random);
        List<Fact> facts = people.facts();
        Person person = people.person(facts);
        Oracle oracle = new Oracle(world, person.id(), facts);
        NavigableSet<Instant> edges = Edges.of(world, said, facts);
        for (int time = 0; time < TIMES; time++) {
            Instant now = moment(edges, random);
            String disagreement = ask(said, program, person, oracle, edges, now);
            if (!disagreement.isEmpty()) {
                return "%s%nat %s in %s%nrule %s%nfacts%n%s"
                        .formatted(disagreement, now, world.zone(), text, shown(facts));
            }
        }
        return "";
    }

    /// A group of two conditions can be asked for exactly three by chance.
    private static boolean isTooMany(String message) {
        return message.contains("expected a number up to");
    }

    private static Instant moment(NavigableSet<Instant> edges, Random random) {
        Instant start = RandomRules.origin();
        List<Instant> near =
                new ArrayList<>(
                        edges.subSet(
                                start.minusSeconds(86_400),
                                start.plusSeconds(86_400L * (RandomRules.DAYS + 8))));
        if (near.isEmpty() || random.nextInt(10) == 0) {
            return start.plusMillis(random.nextInt(15 * 86_400_000) * 2L);
        }
        return near.get(random.nextInt(near.size())).plusMillis(random.nextInt(3) - 1L);
    }

    private String ask(
            Said said,
            Program program,
            Person person,
            Oracle oracle,
            NavigableSet<Instant> edges,
            Instant now) {
        cases++;
        History history = History.of(person);
        Verdict verdict = program.evaluate(history, now);
        boolean truth = oracle.holds(said, now);
        members += truth ? 1 : 0;
        if (verdict.member() != truth) {
            return "product says %s, oracle says %s".formatted(verdict.member(), truth);
        }
        if (!verdict.recheckAt().isAfter(now)) {
            return "recheckAt %s is not after now".formatted(verdict.recheckAt());
        }
        for (Instant edge : edges.subSet(now, false, verdict.recheckAt(), false)) {
            if (oracle.holds(said, edge) != truth) {
                return "the answer changes at %s, before recheckAt %s"
                        .formatted(edge, verdict.recheckAt());
            }
        }
        if (!verdict.recheckAt().equals(Instant.MAX)) {
            changing++;
            boolean changes = oracle.holds(said, verdict.recheckAt()) != truth;
            tight += changes ? 1 : 0;
            early += !changes && !isJoined(said) ? 1 : 0;
        }
        if (cases % 8 == 0) {
            Explanation explanation = program.explain(history, now);
            if (explanation.held() != truth
                    || !explanation.recheckAt().equals(verdict.recheckAt())) {
                return "the explanation differs from the verdict:\n" + explanation.shown();
            }
        }
        return "";
    }

    private static boolean isJoined(Said said) {
        return switch (said) {
            case Said.All _, Said.Any _, Said.Group _ -> true;
            case Said.InSegment _, Said.LifecycleIs _ -> true;
            case Said.Not not -> isJoined(not.part());
            case Said.Everyone _, Said.TraitMeets _, Said.Did _, Said.FigureMeets _ -> false;
            case Said.Occurred _, Said.OccurrenceMeets _, Said.Funnel _, Said.RfmMeets _ -> false;
            case Said.PersonaIs _, Said.ConsentedTo _, Said.BucketMeets _, Said.KnownFor _ -> false;
        };
    }

    private static String shown(List<Fact> facts) {
        StringBuilder shown = new StringBuilder();
        for (Fact fact : facts.stream().sorted(Fact.BY_TIME).toList()) {
            shown.append(
                    "%d %s %s %s traits %s %s%n"
                            .formatted(
                                    fact.sequence(),
                                    fact.occurredAt(),
                                    fact.name(),
                                    fact.properties(),
                                    fact.event().traits(),
                                    fact.event().trust()));
        }
        return shown.toString();
    }
}
