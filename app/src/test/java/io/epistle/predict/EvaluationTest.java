package io.epistle.predict;

import static io.epistle.predict.Histories.T;
import static io.epistle.predict.Histories.bought;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

class EvaluationTest {
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void peopleWithAPastAndAFutureAreForeseen() {
        List<Interaction> interactions =
                List.of(
                        bought("ann", "tea", 3),
                        bought("ann", "tea", -1),
                        bought("ann", "pot", -2),
                        bought("ann", "late", -8),
                        bought("bob", "tea", 3),
                        bought("cat", "tea", -1),
                        bought("dan", "tea", 3),
                        bought("dan", "tea", -1),
                        bought("", "tea", 3),
                        bought("", "pot", -1));

        List<Evaluation.Case> newItems =
                Evaluation.cases(interactions, T, T.plus(WEEK), Evaluation.Targets.NEW_ITEMS);
        List<Evaluation.Case> allItems =
                Evaluation.cases(interactions, T, T.plus(WEEK), Evaluation.Targets.ALL_ITEMS);

        assertThat(newItems)
                .containsExactly(
                        new Evaluation.Case(
                                "ann",
                                List.of(interactions.getFirst()),
                                new TreeSet<>(List.of("pot"))));
        assertThat(allItems).extracting(Evaluation.Case::person).containsExactly("ann", "dan");
        assertThat(allItems.getFirst().later()).containsExactly("pot", "tea");
        assertThat(Evaluation.before(interactions, T)).hasSize(4);
    }

    @Test
    void theMeasuresAreThoseOfTheirDefinitions() {
        Recommender fixed = fixed(List.of("a", "b", "c"));
        List<Evaluation.Case> cases =
                List.of(
                        foresee("x", "b", "q"),
                        foresee("y", "z"),
                        foresee("z", "a", "b", "c", "d"));

        Evaluation.Scores scores = Evaluation.score(fixed, cases, 3, Filters.none(), 30, 1);

        double second = 1 / (Math.log(3) / Math.log(2));
        assertThat(scores.people()).isEqualTo(3);
        assertThat(scores.hitRate().value()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(scores.recall().value()).isCloseTo((0.5 + 0 + 0.75) / 3, within(1e-12));
        assertThat(scores.ndcg().value())
                .isCloseTo((second / (1 + second) + 0 + 1) / 3, within(1e-12));
        assertThat(scores.coverage()).isEqualTo(0.1);
        assertThat(scores.hitRate().name()).isEqualTo("hit rate@3");
        assertThat(scores.recalls()).containsExactly(0.5, 0.0, 0.75);
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        double[] figures = new Random(1).doubles(200).toArray();

        assertThat(Bootstrap.mean("m", figures, 5)).isEqualTo(Bootstrap.mean("m", figures, 5));
        assertThat(Bootstrap.mean("m", figures, 5)).isNotEqualTo(Bootstrap.mean("m", figures, 6));
        assertThat(Bootstrap.mean("m", new double[0], 5).value()).isNaN();
    }

    /// The truth lies in about 95 of 100 intervals; at 300 samples, 90 to 99 would leave this test
    /// failing once in a thousand seeds.
    @Test
    void intervalsCoverTheTruth() {
        Random random = new Random(2);
        int covered = 0;
        for (int sample = 0; sample < 300; sample++) {
            double[] hits = random.doubles(150).map(figure -> figure < 0.3 ? 1 : 0).toArray();
            Metric metric = Bootstrap.mean("rate", hits, sample);
            covered += metric.low() <= 0.3 && 0.3 <= metric.high() ? 1 : 0;
        }
        assertThat(covered).isBetween(270, 297);
    }

    @Test
    void comparedInPairsTheRatioOfAlikeRecommendersIsOne() {
        Evaluation.Scores scores =
                Evaluation.score(
                        fixed(List.of("b")),
                        List.of(foresee("x", "b"), foresee("y", "z")),
                        1,
                        Filters.none(),
                        3,
                        1);

        assertThat(scores.recallOver(scores, 1).value()).isEqualTo(1);
        assertThat(scores.hitRateOver(scores, 1).value()).isEqualTo(1);
    }

    private static Evaluation.Case foresee(String person, String... later) {
        return new Evaluation.Case(
                person, List.of(bought(person, "old", 1)), new TreeSet<>(List.of(later)));
    }

    private static Recommender fixed(List<String> items) {
        return new Recommender() {
            @Override
            public String name() {
                return "fixed";
            }

            @Override
            public List<Recommendation> recommend(
                    List<Interaction> history, int count, Filters filters) {
                List<Recommendation> recommendations = new ArrayList<>();
                items.forEach(item ->
                        recommendations.add(
                                new Recommendation(item, 1, new Reason.PopularLately())));
                return recommendations;
            }
        };
    }
}
