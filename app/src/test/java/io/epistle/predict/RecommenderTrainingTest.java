package io.epistle.predict;

import static io.epistle.predict.Histories.T;
import static io.epistle.predict.Histories.bought;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class RecommenderTrainingTest {
    private static final long SEED = 42;

    @Test
    void nothingAfterTheMomentIsLookedAt() {
        List<Interaction> past = clubs(new Random(1), 300);
        List<Interaction> withFuture = new ArrayList<>(past);
        withFuture.add(new Interaction("p1", "i1", T, 1, ""));
        withFuture.addAll(
                Histories.random(new Random(2), 50, 30, 500).stream()
                        .map(late ->
                                new Interaction(
                                        late.person(),
                                        late.item(),
                                        late.at().plus(Duration.ofDays(300)),
                                        9,
                                        ""))
                        .toList());

        RecommenderTraining.Trained trained = RecommenderTraining.train(past, T, SEED);
        RecommenderTraining.Trained same = RecommenderTraining.train(withFuture, T, SEED);

        assertThat(same.provenances()).isEqualTo(trained.provenances());
        assertThat(answers(same)).isEqualTo(answers(trained));
    }

    @Test
    void theOrderOfInteractionsDoesNotMatter() {
        List<Interaction> interactions = new ArrayList<>(clubs(new Random(3), 300));
        RecommenderTraining.Trained trained = RecommenderTraining.train(interactions, T, SEED);

        Collections.shuffle(interactions, new Random(4));

        RecommenderTraining.Trained same = RecommenderTraining.train(interactions, T, SEED);
        assertThat(same.provenances()).isEqualTo(trained.provenances());
        assertThat(answers(same)).isEqualTo(answers(trained));
    }

    @Test
    void theBestOfAllTrialsIsTaken() {
        RecommenderTraining.Trained trained =
                RecommenderTraining.train(clubs(new Random(5), 300), T, SEED);

        for (Provenance provenance : trained.provenances()) {
            Provenance.Trial best =
                    provenance.trials().stream()
                            .reduce((one, other) ->
                                    other.recall().value() > one.recall().value() ? other : one)
                            .orElseThrow();
            assertThat(provenance.parameters()).containsAllEntriesOf(best.parameters());
            assertThat(provenance.validation())
                    .extracting(Metric::name)
                    .containsExactly("hit rate@10", "recall@10", "NDCG@10", "coverage@10");
            assertThat(provenance.validation()).contains(best.recall());
            assertThat(provenance.asOf()).isEqualTo(T);
            assertThat(provenance.from()).isBefore(T.minus(RecommenderTraining.VALIDATION));
        }
        assertThat(trained.provenances().getFirst().trials()).hasSizeGreaterThan(8);
    }

    /// People buy within one of ten clubs of items: who knows the club foresees better than who
    /// knows the crowd.
    @Test
    void itemKnnFindsWhatPopularityCannot() {
        RecommenderTraining.Trained trained =
                RecommenderTraining.train(clubs(new Random(6), 400), T, SEED);

        Metric itemKnn = trained.provenances().get(0).validation().get(1);
        Metric popularity = trained.provenances().get(1).validation().get(1);

        assertThat(itemKnn.low()).isGreaterThan(2 * popularity.high());
    }

    @Test
    void withTooLittleToValidateOnTheStandardIsTaken() {
        RecommenderTraining.Trained trained =
                RecommenderTraining.train(
                        List.of(bought("ann", "tea", 90), bought("ann", "pot", 9)), T, SEED);

        assertThat(trained.itemKnn().parameters()).isEqualTo(ItemKnnParameters.standard());
        assertThat(trained.provenances())
                .allSatisfy(provenance -> assertThat(provenance.trials()).isEmpty());
        assertThat(RecommenderTraining.train(List.of(), T, SEED).provenances().getFirst().rows())
                .isZero();
    }

    private static List<Recommendation> answers(RecommenderTraining.Trained trained) {
        List<Recommendation> answers = new ArrayList<>();
        for (int item = 0; item < 30; item++) {
            answers.addAll(
                    trained.recommender()
                            .recommend(
                                    List.of(bought("new", "c1i" + item, 3)), 10, Filters.none()));
        }
        return answers;
    }

    private static List<Interaction> clubs(Random random, int people) {
        List<Interaction> interactions = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            int club = random.nextInt(10);
            for (int order = 0; order < 12; order++) {
                Instant at = T.minusMillis(1 + random.nextLong(Duration.ofDays(300).toMillis()));
                String item = "c" + club + "i" + random.nextInt(30);
                interactions.add(new Interaction("p" + person, item, at, 1, ""));
            }
        }
        return interactions;
    }
}
