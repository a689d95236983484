package io.epistle.predict.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Fact;
import io.epistle.event.Timeline;
import io.epistle.predict.learner.LogisticRegression;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

class ChurnTrainingTest {
    private static final Instant NOW = Customers.NOW;

    @Test
    void whoIsLostIsForeseenBetterThanByRecency() {
        ChurnModel model = trained(Customers.shop(1, 1_500, true));

        assertThat(model.isPromoted()).isTrue();
        assertThat(model.evaluation().over().low()).isPositive();
        assertThat(model.evaluation().calibration().brier())
                .isLessThan(model.evaluation().calibration().brierOfShare());
        assertThat(model.evaluation().moment()).isEqualTo(NOW.minus(ChurnLabel.HORIZON));
    }

    @Test
    void whereOnlyChanceRulesTheModelIsNotUsed() {
        int used = 0;
        for (int seed = 0; seed < 10; seed++) {
            used += trained(Customers.shop(seed, 800, false)).isPromoted() ? 1 : 0;
        }

        assertThat(used).isLessThanOrEqualTo(1);
    }

    @Test
    void nothingThatComesLaterOrIsKnownLaterChangesTheModel() {
        SortedMap<String, Timeline> shop = Customers.shop(2, 600, true);
        SortedMap<String, Timeline> later = new TreeMap<>();
        SortedMap<String, Timeline> now = new TreeMap<>();
        shop.forEach((person, timeline) -> {
            List<Fact> before =
                    timeline.facts().stream()
                            .filter(fact -> fact.occurredAt().isBefore(NOW))
                            .toList();
            now.put(person, Timeline.of(before));
            Instant past = NOW.minus(Duration.ofDays(30));
            later.put(
                    person,
                    timeline.plus(
                            List.of(
                                    Customers.order(901, NOW),
                                    Customers.fact(
                                            902,
                                            "Order Completed",
                                            past,
                                            NOW.plusMillis(1),
                                            "5"))));
        });

        assertThat(trained(later).version()).isEqualTo(trained(now).version());
    }

    @Test
    void peopleInAnyOrderGiveTheSameModel() {
        SortedMap<String, Timeline> shop = Customers.shop(3, 600, true);
        List<Map.Entry<String, Timeline>> shuffled = new ArrayList<>(shop.entrySet());
        Collections.shuffle(shuffled, new Random(3));

        assertThat(version(shuffled, shop.size()))
                .isEqualTo(version(List.copyOf(shop.entrySet()), shop.size()));
    }

    @Test
    void ofManyPeopleASampleIsDrawn() {
        SortedMap<String, Timeline> shop = Customers.shop(4, 1_000, true);
        ChurnExamples.Builder examples =
                new ChurnExamples.Builder(
                        ChurnTraining.moments(NOW), NOW, 2L * ChurnExamples.PEOPLE_MAX, 1);
        shop.forEach(examples::add);

        ChurnExamples sampled = examples.build();

        assertThat(sampled.known()).isEqualTo(1_000);
        assertThat(sampled.people()).isBetween(430, 570);
    }

    @Test
    void theWeeksLearnedFromAreOverWhenThoseMeasuredBegin() {
        SortedMap<String, Timeline> shop = Customers.shop(5, 300, true);
        ChurnExamples examples = examples(List.copyOf(shop.entrySet()), shop.size());
        Instant heldOut = NOW.minus(ChurnLabel.HORIZON);

        int before = examples.overBy(heldOut).orElseThrow().size();

        int expected = 0;
        for (Instant moment : examples.moments()) {
            boolean over = !moment.plus(ChurnLabel.HORIZON).isAfter(heldOut);
            expected += over ? examples.at(moment).orElseThrow().size() : 0;
        }
        assertThat(before).isEqualTo(expected).isPositive();
        assertThat(examples.at(heldOut.minus(ChurnTraining.STEP))).isPresent();
        assertThat(examples.moments())
                .allSatisfy(moment ->
                        assertThat(moment.plus(ChurnLabel.HORIZON)).isBeforeOrEqualTo(NOW));
    }

    @Test
    void whatIsMeasuredWasLearnedFromThoseWeeksAlone() {
        SortedMap<String, Timeline> shop = Customers.shop(8, 800, true);
        ChurnExamples examples = examples(List.copyOf(shop.entrySet()), shop.size());
        Instant heldOut = NOW.minus(ChurnLabel.HORIZON);
        ChurnModel model = trained(shop);

        ChurnEvaluation expected =
                ChurnEvaluation.of(
                        LogisticRegression.fit(
                                        examples.overBy(heldOut).orElseThrow(), model.penalty())
                                .model(),
                        heldOut,
                        examples.at(heldOut).orElseThrow());

        assertThat(model.evaluation()).isEqualTo(expected);
        assertThat(model.trials()).hasSize(4);
    }

    @Test
    void tooFewPeopleTeachNothing() {
        SortedMap<String, Timeline> shop = Customers.shop(6, 60, true);

        ChurnOutcome outcome =
                ChurnTraining.train(examples(List.copyOf(shop.entrySet()), shop.size()), NOW);

        assertThat(outcome).isInstanceOf(ChurnOutcome.TooLittle.class);
        assertThat(outcome.toString()).contains("at least 50 customers");
        assertThat(
                        ChurnTraining.train(
                                new ChurnExamples.Builder(ChurnTraining.moments(NOW), NOW, 0, 1)
                                        .build(),
                                NOW))
                .isInstanceOf(ChurnOutcome.TooLittle.class);
    }

    @Test
    void aScoreTellsWhatMovedItMost() {
        ChurnModel model = trained(Customers.shop(7, 1_500, true));
        Timeline regular =
                Timeline.of(
                        List.of(
                                Customers.order(1, NOW.minus(Duration.ofDays(60))),
                                Customers.order(2, NOW.minus(Duration.ofDays(45))),
                                Customers.order(3, NOW.minus(Duration.ofDays(30))),
                                Customers.order(4, NOW.minus(Duration.ofDays(15))),
                                Customers.order(5, NOW.minus(Duration.ofDays(2)))));
        Timeline silent = Timeline.of(List.of(Customers.order(1, NOW.minus(Duration.ofDays(400)))));

        ChurnModel.Scored stays = model.score(OrderHistory.asOf(regular, NOW).orElseThrow());
        ChurnModel.Scored goes = model.score(OrderHistory.asOf(silent, NOW).orElseThrow());

        assertThat(stays.value()).isLessThan(goes.value());
        assertThat(goes.value().scale()).isEqualTo(2);
        assertThat(goes.reasons()).hasSizeBetween(1, 3);
        assertThat(stays.reasons().toString())
                .contains(
                        "lowered: 5 orders in 60 days, the last 2 days ago, usually every 15 days");
        assertThat(goes.reasons().toString()).contains("raised: one order, 400 days ago");
    }

    private static ChurnModel trained(SortedMap<String, Timeline> people) {
        ChurnOutcome outcome =
                ChurnTraining.train(examples(List.copyOf(people.entrySet()), people.size()), NOW);
        assertThat(outcome).isInstanceOf(ChurnOutcome.Trained.class);
        return ((ChurnOutcome.Trained) outcome).model();
    }

    private static String version(List<Map.Entry<String, Timeline>> people, int count) {
        return ((ChurnOutcome.Trained) ChurnTraining.train(examples(people, count), NOW))
                .model()
                .version();
    }

    private static ChurnExamples examples(List<Map.Entry<String, Timeline>> people, int count) {
        ChurnExamples.Builder examples =
                new ChurnExamples.Builder(ChurnTraining.moments(NOW), NOW, count, 1);
        people.forEach(person -> examples.add(person.getKey(), person.getValue()));
        return examples.build();
    }
}
