package io.epistle.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Fact;
import io.epistle.event.Timeline;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonRecord;
import io.epistle.profile.Person;
import io.epistle.rule.Checked;
import io.epistle.rule.Rules;
import io.epistle.rule.Verdict;
import io.epistle.rule.oracle.OracleWorld;
import io.epistle.rule.oracle.RandomPeople;
import io.epistle.rule.oracle.RandomRules;
import io.epistle.rule.runs.History;
import io.epistle.rule.runs.Program;
import io.epistle.rule.said.Printer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;

/// Asking only the rules that a fact may move, of histories kept in memory, gives what asking every
/// rule of everyone's whole timeline on disk gives, after every turn: random rules, late facts and
/// facts of the future, merges, imports, scores, erased stems, changed definitions, restarts.
class MembershipLawTest {
    private static final int SEEDS = 24;
    private static final int STEPS = 130;

    @TempDir Path folder;
    private int shops;
    private long moves;

    @Test
    void whatIsKeptIsWhatAskingEverythingGives() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(disagreement(seed, SegmentIndex::new)).as("seed %d", seed).isEmpty();
        }
        assertThat(moves).isGreaterThan(40 * SEEDS);
    }

    @Test
    void anIndexThatForgetsTheEventsOfOneRuleIsNoticed() {
        assertThat(noticed(rules -> new SegmentIndex(withoutOne(rules, 2)))).isTrue();
    }

    @Test
    void anIndexThatForgetsTheFactsThatTellMovesIsNoticed() {
        assertThat(noticed(rules -> new SegmentIndex(withoutOne(rules, rules.size() - 1))))
                .isTrue();
    }

    @Test
    void anIndexThatLeadsToTheRulesNextToThoseMeantIsNoticed() {
        assertThat(noticed(rules -> new SegmentIndex(rules.reversed()))).isTrue();
    }

    @Test
    void whatIsKeptOfFactsIsEnoughForEveryRule() {
        OracleWorld world = OracleWorld.in(ZoneOffset.UTC);
        long left = 0;
        long all = 0;
        for (int round = 0; round < 4_000; round++) {
            Random random = new Random(round);
            String rule = Printer.print(new RandomRules(random).rule(random.nextInt(3)));
            if (!(Rules.ready(rule, world.forTheProduct())
                    instanceof Checked.Sound<Program>(Program program))) {
                continue;
            }
            SegmentIndex index = new SegmentIndex(List.of(IndexedShop.segment("s", rule, program)));
            RandomPeople people = new RandomPeople(random);
            Person person = people.person(people.facts());
            List<Fact> lean =
                    person.timeline().facts().stream()
                            .filter(index::concerns)
                            .map(index::lean)
                            .toList();
            Person less = new Person(person.id(), person.stems(), Timeline.of(lean));
            Instant now = RandomRules.origin().plusSeconds(3_600L * random.nextInt(24 * 30));

            assertThat(program.evaluate(less, now))
                    .as(rule)
                    .isEqualTo(program.evaluate(person, now));
            all += bytes(person.timeline().facts());
            left += bytes(lean);
        }
        assertThat(left).isLessThan(all / 2);
    }

    private static long bytes(List<Fact> facts) {
        return facts.stream().mapToLong(Footprint::of).sum();
    }

    private boolean noticed(Function<List<LiveSegment>, SegmentIndex> faulty) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            if (!disagreement(seed, faulty).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /// The rules with one put in the place of another, so that nothing leads to that other one.
    private static List<LiveSegment> withoutOne(List<LiveSegment> rules, int place) {
        List<LiveSegment> without = new ArrayList<>(rules);
        without.set(place, rules.get((place + 1) % rules.size()));
        return without;
    }

    /// What is kept and should not be, in words; empty where all agrees.
    private String disagreement(long seed, Function<List<LiveSegment>, SegmentIndex> indexing) {
        Path own = folder.resolve("shop" + ++shops);
        try (IndexedShop shop = new IndexedShop(own, seed, indexing)) {
            for (int step = 0; step < STEPS; step++) {
                shop.happens();
                List<String> found = wrong(shop);
                if (!found.isEmpty()) {
                    return "step %d: %s".formatted(step, found);
                }
            }
            moves += shop.moves;
        }
        return "";
    }

    private static List<String> wrong(IndexedShop shop) {
        List<String> found = new ArrayList<>(MembershipCheck.findings(shop.store));
        shop.store.scan(
                PeopleStore.PEOPLE,
                new byte[0],
                (_, record) -> {
                    found.addAll(wrong(shop, record));
                    return true;
                });
        return found;
    }

    /// With room for nobody's history everybody is one who has too much of it.
    @Test
    void whoHasTooMuchHistoryIsDecidedAMinuteLaterAndNoWorse() {
        int late = 0;
        for (long seed = 1; seed <= 6; seed++) {
            Path own = folder.resolve("small" + seed);
            try (IndexedShop shop = new IndexedShop(own, seed, SegmentIndex::new, 1_024)) {
                for (int step = 0; step < 60; step++) {
                    shop.happens();
                    late += wrong(shop).isEmpty() ? 0 : 1;
                }
                for (int minute = 0; minute < 20 && !wrong(shop).isEmpty(); minute++) {
                    shop.rests(HistoryCache.PAUSE);
                }

                assertThat(wrong(shop)).as("seed %d", seed).isEmpty();
            }
        }
        assertThat(late).isPositive();
    }

    private static List<String> wrong(IndexedShop shop, PersonRecord record) {
        List<String> wrong = new ArrayList<>();
        Person person = shop.reader.read(shop.store, record);
        History history = History.of(person);
        PersonState state = shop.state(record).orElse(PersonState.UNDECIDED);
        Instant due = Instant.MAX;
        for (LiveSegment segment : shop.segments.segments()) {
            Standing kept = state.standing(segment.id()).orElse(null);
            if (kept == null) {
                return List.of("%s was never decided".formatted(record.id()));
            }
            due = kept.recheckAt().isBefore(due) ? kept.recheckAt() : due;
            Verdict verdict = segment.program().evaluate(history, shop.now());
            if (kept.member() != verdict.member()) {
                wrong.add(
                        "%s is kept as %s of %s"
                                .formatted(record.id(), kept, segment.definition().rule().text()));
            } else if (isTrustedTooLong(kept, verdict, segment.program(), history)) {
                wrong.add(
                        "%s is trusted until %s, not %s: %s"
                                .formatted(
                                        record.id(),
                                        kept.recheckAt(),
                                        verdict.recheckAt(),
                                        segment.definition().rule().text()));
            }
        }
        if (!Objects.equals(due, state.dueAt())) {
            wrong.add("%s is due at %s, not %s".formatted(record.id(), state.dueAt(), due));
        }
        return wrong;
    }

    /// An answer may be kept for longer than one given now says only where that one looks again for
    /// nothing.
    private static boolean isTrustedTooLong(
            Standing kept, Verdict verdict, Program program, History history) {
        Instant moment = verdict.recheckAt();
        while (moment.isBefore(kept.recheckAt())) {
            Verdict then = program.evaluate(history, moment);
            if (then.member() != kept.member()) {
                return true;
            }
            moment = then.recheckAt();
        }
        return false;
    }
}
