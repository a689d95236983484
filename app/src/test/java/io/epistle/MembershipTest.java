package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Fact;
import io.epistle.profile.Person;
import io.epistle.rule.runs.History;
import io.epistle.segment.DueWorker;
import io.epistle.segment.LiveSegment;
import io.epistle.segment.MembershipCheck;
import io.epistle.segment.Memberships;
import io.epistle.segment.Memberships.Member;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// Who is in which segment as the engine keeps it, against everyone evaluated anew: after facts,
/// late facts, merges, restarts, changed definitions and the mere passing of time.
class MembershipTest {
    private static final Map<String, String> SEGMENTS =
            Map.of(
                    "recent.yaml", segment("recent", "did \"Order Completed\" within 10 days"),
                    "twice.yaml",
                            segment(
                                    "twice",
                                    "did \"Order Completed\" at least 2 times within 20 days"),
                    "lapsed.yaml",
                            segment(
                                    "lapsed",
                                    "did \"Order Completed\" and not in segment \"recent\""),
                    "worth.yaml",
                            segment(
                                    "worth",
                                    "sum of total in \"Order Completed\" within 15 days > 25"),
                    "entered.yaml",
                            segment(
                                    "entered",
                                    "did \"Segment Entered\" at least 3 times within 30 days"));

    @TempDir Path folder;

    private static String segment(String id, String rule) {
        return "kind: segment\nid: %s\nname: %s\nrule: |\n  %s\n".formatted(id, id, rule);
    }

    @Test
    void anAnswerChangesWhenItsTimeComesAndNotBefore() {
        try (Shop shop = new Shop(folder)) {
            shop.define(SEGMENTS);
            shop.order("ann", shop.now());
            Instant lapses = Shop.OPENING.plus(Duration.ofDays(10));

            shop.turnClockTo(lapses.minusMillis(1));
            assertThat(shop.engine.sweep.due(shop.now())).isZero();
            assertThat(Memberships.size(shop.engine.store, "recent")).isEqualTo(1);

            shop.turnClockTo(lapses);
            assertThat(shop.engine.sweep.due(shop.now())).isEqualTo(1);
            assertThat(Memberships.size(shop.engine.store, "recent")).isZero();
            assertThat(Memberships.size(shop.engine.store, "lapsed")).isEqualTo(1);
        }
    }

    @Test
    void aRunningWorkerDecidesWhoIsDueByItself() {
        try (Shop shop = new Shop(folder)) {
            shop.define(SEGMENTS);
            shop.order("ann", shop.now());
            try (DueWorker _ =
                    DueWorker.start(shop.engine.dueTimes, shop.engine.sweep, shop.engine.clock)) {
                shop.turnClockTo(Shop.OPENING.plus(Duration.ofDays(10)));
                shop.order("ben", shop.now());

                Instant patience = Instant.now().plusSeconds(20);
                while (Memberships.size(shop.engine.store, "lapsed") == 0
                        && Instant.now().isBefore(patience)) {
                    Thread.onSpinWait();
                }
            }

            assertThat(Memberships.size(shop.engine.store, "lapsed")).isEqualTo(1);
            assertThat(Memberships.size(shop.engine.store, "recent")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatIsKeptIsWhatEvaluatingEveryoneGives(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (Shop shop = new Shop(folder)) {
            shop.define(SEGMENTS);
            for (int step = 0; step < 150; step++) {
                happens(shop, random);
                long _ = shop.engine.sweep.due(shop.now());

                assertThat(kept(shop)).as("step %d", step).isEqualTo(evaluated(shop));
                assertThat(MembershipCheck.findings(shop.engine.store)).isEmpty();
            }
            shop.engine.reader.sweep(shop.engine.store, MembershipTest::entersAndLeavesInTurns);
        }
    }

    private static void happens(Shop shop, SplittableRandom random) {
        String id = "c" + random.nextInt(8);
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> shop.order(id, shop.now());
            case 4 -> shop.order(id, shop.now().minus(Duration.ofHours(random.nextInt(24 * 25))));
            case 5 -> shop.moves(id, "c%d@example.com".formatted(random.nextInt(8)));
            case 6 -> shop.restart();
            case 7 ->
                    shop.define(
                            Map.of(
                                    "recent.yaml",
                                    segment(
                                            "recent",
                                            "did \"Order Completed\" within %d days"
                                                    .formatted(random.nextInt(5, 15)))));
            default ->
                    shop.turnClockTo(
                            shop.now().plus(Duration.ofMinutes(random.nextInt(60 * 24 * 6))));
        }
    }

    private static SortedSet<String> kept(Shop shop) {
        SortedSet<String> kept = new TreeSet<>();
        shop.engine.store.scan(
                Memberships.MEMBERS,
                new byte[0],
                (Member member, Instant _) -> kept.add(member.segment() + " " + member.person()));
        return kept;
    }

    private static SortedSet<String> evaluated(Shop shop) {
        SortedSet<String> members = new TreeSet<>();
        shop.engine.reader.sweep(
                shop.engine.store,
                person -> {
                    for (LiveSegment segment : shop.engine.segments().segments()) {
                        if (segment.program().evaluate(History.of(person), shop.now()).member()) {
                            members.add(segment.id() + " " + person.id());
                        }
                    }
                });
        return members;
    }

    /// In each segment a person enters, leaves, enters.
    private static void entersAndLeavesInTurns(Person person) {
        for (String segment : List.of("recent", "twice", "lapsed", "worth", "entered")) {
            List<String> told = new ArrayList<>();
            for (Fact fact : person.timeline().facts()) {
                if (fact.properties().text("segment_id").orElse("").equals(segment)) {
                    told.add(fact.name());
                }
            }
            assertThat(told).as("%s of %s", segment, person.id()).satisfies(MembershipTest::turns);
        }
    }

    private static void turns(List<? extends String> told) {
        for (int index = 0; index < told.size(); index++) {
            assertThat(told.get(index))
                    .isEqualTo(index % 2 == 0 ? Memberships.ENTERED : Memberships.LEFT);
        }
    }
}
