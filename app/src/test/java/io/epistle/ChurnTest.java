package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.identity.PersonRecord;
import io.epistle.predict.churn.ChurnModel;
import io.epistle.predict.churn.ChurnOutcome;
import io.epistle.predict.churn.ChurnScoring;
import io.epistle.profile.Order;
import io.epistle.profile.Person;
import io.epistle.profile.Score;
import io.epistle.segment.LiveSegment;
import io.epistle.segment.Memberships;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Churn scores on their whole way: trained and told as facts, asked for by rules, explained.
class ChurnTest {
    private static final int CUSTOMERS = 500;

    @TempDir static Path folder;

    private static Shop shop;
    private static ChurnReport first;

    @BeforeAll
    static void customersAreScored() {
        shop = new Shop(folder);
        shop.define(
                Map.of(
                        "going.yaml",
                        """
                        kind: segment
                        id: going
                        name: Going
                        rule: churn > 0.7
                        """,
                        "staying.yaml",
                        """
                        kind: segment
                        id: staying
                        name: Staying
                        rule: churn <= 0.7
                        """));
        Random random = new Random(1);
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            double gap = 10 + 70 * random.nextDouble();
            double lost = random.nextInt(3) == 0 ? 300 * random.nextDouble() : 1_000;
            double day = 0;
            double begun = 500 * random.nextDouble();
            while (day < lost && begun + day < 600) {
                ordered(
                        shop,
                        "c" + customer,
                        Shop.OPENING.minus(
                                Duration.ofMinutes((long) ((600 - begun - day) * 1440))));
                day += gap * -Math.log(1 - random.nextDouble());
            }
        }
        shop.moves("visitor", "visitor@example.com");
        first = ChurnReport.of(shop.engine, 1);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void everyCustomerGetsAScoreAndNobodyElse() {
        assertThat(first.scored())
                .as(String.join("\n", first.lines()))
                .contains(new ChurnScoring.Done(CUSTOMERS, CUSTOMERS));
        assertThat(
                        Memberships.size(shop.engine.store, "going")
                                + Memberships.size(shop.engine.store, "staying"))
                .isEqualTo(CUSTOMERS);
    }

    @Test
    void whoIsScoredIsInTheSegmentOfTheirScore() {
        long[] going = new long[1];
        shop.engine.reader.sweep(
                shop.engine.store,
                person ->
                        person.trait(Score.CHURN, shop.now())
                                .map(trait -> Value.exactNumber(trait.value()))
                                .filter(score -> score.compareTo(new BigDecimal("0.7")) > 0)
                                .ifPresent(_ -> going[0]++));

        assertThat(Memberships.size(shop.engine.store, "going"))
                .isEqualTo(going[0])
                .isBetween(1L, CUSTOMERS - 1L);
    }

    @Test
    void explainTellsScoreModelAndReasons() {
        Person person = person("c1");
        Fact told =
                person.timeline().facts().stream()
                        .filter(fact -> fact.name().equals(Score.CHANGED))
                        .findFirst()
                        .orElseThrow();

        String explained = segment("going").program().explain(person, shop.now()).shown();

        Score score = Score.of(told).orElseThrow();
        assertThat(score.reasons()).isNotEmpty();
        assertThat(explained)
                .contains(
                        "churn > 0.7: found " + score.value().toPlainString() + " by model 2026-01")
                .contains(score.reasons().getFirst())
                .contains(
                        "fact %d at %s Score Changed"
                                .formatted(told.sequence(), told.occurredAt()));
    }

    @Test
    void whoHasNoScoreIsInNeitherSegmentAndToldSo() {
        Person visitor = person("visitor");

        for (String id : List.of("going", "staying")) {
            assertThat(segment(id).program().evaluate(visitor, shop.now()).member()).isFalse();
            assertThat(segment(id).program().explain(visitor, shop.now()).shown())
                    .contains("found no score yet");
        }
    }

    @Test
    void anAnswerByScoreStandsUntilThePersonIsScoredAgain() {
        assertThat(segment("going").program().evaluate(person("c1"), shop.now()).recheckAt())
                .isEqualTo(Instant.MAX);
    }

    @Test
    void theStoreAgrees() {
        assertThat(new Check(shop.engine).run().findings()).isEmpty();
    }

    @Test
    void scoringAgainTellsOnlyWhatChangedAndDecidesThosePeopleAgain(@TempDir Path other) {
        try (Shop small = new Shop(other)) {
            small.define(
                    Map.of(
                            "going.yaml",
                            "kind: segment\nid: going\nname: Going\nrule: churn > 0.7\n"));
            ordered(small, "ann", small.now().minus(Duration.ofDays(300)));
            ordered(small, "bob", small.now().minus(Duration.ofDays(3)));
            ChurnModel model = trained();

            assertThat(small.engine.churnScoring.run(model, small.now()))
                    .isEqualTo(new ChurnScoring.Done(2, 2));
            assertThat(small.engine.churnScoring.run(model, small.now()))
                    .isEqualTo(new ChurnScoring.Done(2, 0));
            assertThat(Memberships.size(small.engine.store, "going")).isEqualTo(1);

            small.turnClockTo(small.now().plus(Duration.ofDays(1)));
            for (int day = 1; day < 20; day++) {
                ordered(small, "ann", small.now().minus(Duration.ofDays(20 - day)));
            }
            assertThat(Memberships.size(small.engine.store, "going"))
                    .as("an order alone scores nobody")
                    .isEqualTo(1);
            ChurnScoring.Done _ = small.engine.churnScoring.run(model, small.now());

            assertThat(Memberships.size(small.engine.store, "going")).isZero();
        }
    }

    @Test
    void aScoreThatSomebodyClaimsIsATraitLikeAnyOther(@TempDir Path other) {
        try (Shop small = new Shop(other)) {
            small.define(
                    Map.of(
                            "going.yaml",
                            "kind: segment\nid: going\nname: Going\nrule: churn > 0.7\n"));
            small.tell(
                    new Event(
                            "shop",
                            "claimed",
                            EventType.IDENTIFY,
                            "",
                            List.of(new Identifier(Identifier.USER_ID, "eve")),
                            small.now(),
                            small.now(),
                            Trust.DECLARED,
                            Struct.empty(),
                            Struct.of("churn", Value.of(1)),
                            Struct.empty()));

            PersonRecord record = ExplainCommand.find(small.engine, "eve").orElseThrow();
            assertThat(
                            small.engine
                                    .segments()
                                    .segments()
                                    .getFirst()
                                    .program()
                                    .explain(
                                            small.engine.reader.read(small.engine.store, record),
                                            small.now())
                                    .shown())
                    .contains("churn > 0.7: found 1\n")
                    .doesNotContain("by model");
        }
    }

    /// An order that was known when it was placed, as those of an imported history are.
    private static void ordered(Shop shop, String id, Instant at) {
        shop.tell(
                new Event(
                        "history",
                        id + at,
                        EventType.TRACK,
                        Order.COMPLETED,
                        List.of(new Identifier(Identifier.USER_ID, id)),
                        at,
                        at,
                        Trust.IMPORTED,
                        Struct.of("total", Value.of(10)),
                        Struct.empty(),
                        Struct.empty()));
    }

    private static ChurnModel trained() {
        return ((ChurnOutcome.Trained) first.outcome()).model();
    }

    private static LiveSegment segment(String id) {
        return shop.engine.segments().find(id).orElseThrow();
    }

    private static Person person(String id) {
        return shop.engine.reader.read(
                shop.engine.store, ExplainCommand.find(shop.engine, id).orElseThrow());
    }
}
