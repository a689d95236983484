package io.epistle.predict.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.epistle.predict.Metric;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class RocAucTest {
    @Test
    void theAreaIsTheShareOfPairsInTheRightOrder() {
        Random random = new Random(1);
        for (int trial = 0; trial < 300; trial++) {
            int rows = 2 + random.nextInt(60);
            boolean[] positives = outcomes(random, rows);
            double[] scores = scores(random, positives);

            assertThat(RocAuc.of(scores, positives).value())
                    .isCloseTo(byPairs(scores, positives), within(1e-12));
        }
    }

    @Test
    void intervalsAreThoseOfTheDefinition() {
        Random random = new Random(2);
        for (int trial = 0; trial < 100; trial++) {
            boolean[] positives = outcomes(random, 4 + random.nextInt(50));
            double[] one = scores(random, positives);
            double[] other = scores(random, positives);

            Metric area = RocAuc.of(one, positives).metric();
            Metric over = RocAuc.of(one, positives).over(RocAuc.of(other, positives));

            assertThat(area.high() - area.low())
                    .isCloseTo(width(positives, one, new double[one.length]), within(1e-9));
            assertThat(over.value())
                    .isCloseTo(byPairs(one, positives) - byPairs(other, positives), within(1e-12));
            assertThat(over.high() - over.low())
                    .isCloseTo(width(positives, one, other), within(1e-9));
        }
    }

    @Test
    void intervalsHoldTheTruthNineteenTimesOfTwenty() {
        // Two normals one deviation apart: the area is that of the normal at 1 / sqrt 2.
        double truth = 0.760250;
        Random random = new Random(3);
        int held = 0;
        for (int trial = 0; trial < 2_000; trial++) {
            boolean[] positives = new boolean[200];
            double[] scores = new double[200];
            for (int row = 0; row < 200; row++) {
                positives[row] = row % 3 == 0;
                scores[row] = random.nextGaussian() + (positives[row] ? 1 : 0);
            }
            Metric area = RocAuc.of(scores, positives).metric();
            held += area.low() <= truth && truth <= area.high() ? 1 : 0;
        }

        assertThat(held / 2_000.0).isBetween(0.93, 0.97);
    }

    @Test
    void scoresThatSayNothingGetOneHalf() {
        boolean[] positives = {true, false, false, true, false};

        Metric area = RocAuc.of(new double[5], positives).metric();

        assertThat(area.value()).isEqualTo(0.5);
    }

    @Test
    void rowsOfOneKindAreRefused() {
        assertThatThrownBy(() -> RocAuc.of(new double[2], new boolean[2]))
                .hasMessageContaining("found 0 positive and 2 negative rows");
    }

    private static double byPairs(double[] scores, boolean[] positives) {
        double right = 0;
        int pairs = 0;
        for (int above = 0; above < scores.length; above++) {
            for (int below = 0; below < scores.length; below++) {
                if (positives[above] && !positives[below]) {
                    pairs++;
                    right += order(scores[above], scores[below]);
                }
            }
        }
        return right / pairs;
    }

    private static double order(double above, double below) {
        return above > below ? 1 : above == below ? 0.5 : 0;
    }

    /// By the paper's formulas: variances of each row's own share of pairs. Scores that are all
    /// equal have a constant share, so one area alone is its difference from them.
    private static double width(boolean[] positives, double[] one, double[] other) {
        List<Double> ofPositives = new ArrayList<>();
        List<Double> ofNegatives = new ArrayList<>();
        for (int row = 0; row < positives.length; row++) {
            double sum = 0;
            int pairs = 0;
            for (int opposite = 0; opposite < positives.length; opposite++) {
                if (positives[opposite] != positives[row]) {
                    pairs++;
                    sum +=
                            positives[row]
                                    ? order(one[row], one[opposite])
                                            - order(other[row], other[opposite])
                                    : order(one[opposite], one[row])
                                            - order(other[opposite], other[row]);
                }
            }
            (positives[row] ? ofPositives : ofNegatives).add(sum / pairs);
        }
        double variance =
                variance(ofPositives) / ofPositives.size()
                        + variance(ofNegatives) / ofNegatives.size();
        return 2 * 1.959963984540054 * Math.sqrt(variance);
    }

    private static double variance(List<Double> figures) {
        double mean = figures.stream().mapToDouble(figure -> figure).average().orElseThrow();
        double squares = 0;
        for (double figure : figures) {
            squares += (figure - mean) * (figure - mean);
        }
        return figures.size() < 2 ? 0 : squares / (figures.size() - 1);
    }

    private static boolean[] outcomes(Random random, int rows) {
        boolean[] positives = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            positives[row] = row == 0 || (row > 1 && random.nextBoolean());
        }
        return positives;
    }

    /// Few different scores, so that ties are many.
    private static double[] scores(Random random, boolean[] positives) {
        int different = 1 + random.nextInt(12);
        double[] scores = new double[positives.length];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = (random.nextInt(different) + (positives[row] ? 1 : 0)) / 3.0;
        }
        return scores;
    }
}
