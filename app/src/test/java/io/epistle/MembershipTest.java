package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Fact;
import io.epistle.profile.Person;
import io.epistle.rule.runs.History;
import io.epistle.segment.DueWorker;
import io.epistle.segment.LiveSegment;
import io.epistle.segment.Memberships;
import io.epistle.segment.Memberships.Member;
import io.epistle.segment.SegmentDays;
import io.epistle.store.Tallies;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
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
                    DueWorker.start(
                            shop.engine.dueTimes,
                            shop.engine.sweep,
                            shop.engine.clock,
                            () -> true)) {
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
        SortedMap<String, Long> sizes = new TreeMap<>();
        try (Shop shop = new Shop(folder)) {
            shop.define(SEGMENTS);
            for (int step = 0; step < 150; step++) {
                happens(shop, random);
                long _ = shop.engine.sweep.due(shop.now());

                assertThat(kept(shop)).as("step %d", step).isEqualTo(evaluated(shop));
                assertThat(new Check(shop.engine).run().findings()).isEmpty();
                String day = " " + LocalDate.ofInstant(shop.now(), ZoneOffset.UTC);
                SEGMENTS.keySet().stream()
                        .map(file -> file.replace(".yaml", ""))
                        .forEach(segment ->
                                sizes.put(
                                        segment + day,
                                        kept(shop).stream()
                                                .filter(it -> it.startsWith(segment + " "))
                                                .count()));
                assertThat(days(shop, sizes)).as("step %d", step).isEqualTo(sizes);
            }
            shop.engine.reader.sweep(shop.engine.store, MembershipTest::entersAndLeavesInTurns);
        }
    }

    /// The sizes as the days of the segments tell them, at the days of `sizes`.
    private static SortedMap<String, Long> days(Shop shop, SortedMap<String, Long> sizes) {
        SortedMap<String, Long> told = new TreeMap<>();
        for (String asked : sizes.keySet()) {
            String segment = asked.substring(0, asked.indexOf(' '));
            LocalDate day = LocalDate.parse(asked.substring(segment.length() + 1));
            long size = 0;
            for (SegmentDays.Day one : SegmentDays.days(shop.engine.store, segment)) {
                size = one.day().isAfter(day) ? size : one.size();
            }
            told.put(asked, size);
            long now = Memberships.size(shop.engine.store, segment);
            OptionalLong before =
                    SegmentDays.sizeBefore(shop.engine.store, segment, now, day.plusDays(1));
            assertThat(before.orElse(0)).as(asked).isEqualTo(size);
        }
        return told;
    }

    @Test
    void aDayThatDoesNotAgreeWithItsFactsIsFound() {
        try (Shop shop = new Shop(folder)) {
            shop.define(SEGMENTS);
            shop.order("ann", shop.now());
            assertThat(new Check(shop.engine).run().findings()).isEmpty();
            String day =
                    "segment-day/recent/%s/"
                            .formatted(LocalDate.ofInstant(shop.now(), ZoneOffset.UTC));

            var _ =
                    shop.engine.writer.apply(turn -> {
                        Tallies.add(turn, day + "ENTERED", 1);
                        Tallies.add(turn, day + "LEFT", 1);
                        return true;
                    });

            assertThat(new Check(shop.engine).run().findings())
                    .singleElement()
                    .asString()
                    .contains("the days of the segments say {segment-day/recent/");
            var _ =
                    shop.engine.writer.apply(turn -> {
                        Tallies.add(turn, day + "DROPPED", 1);
                        return true;
                    });
            assertThat(new Check(shop.engine).run().findings())
                    .anyMatch(it -> it.startsWith("the days of the segments add up to"));
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
