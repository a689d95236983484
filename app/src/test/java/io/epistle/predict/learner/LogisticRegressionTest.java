package io.epistle.predict.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.concurrent.ForkJoinPool;

class LogisticRegressionTest {
    @Test
    void theGradientIsThatOfDifferences() {
        Random random = new Random(1);
        for (int trial = 0; trial < 20; trial++) {
            Examples examples = examples(random, 40, new double[] {1, -2, 0.5}, 0.2);
            double penalty = 0.1 + random.nextDouble() * 10;
            double[] at = new double[1 + 2 * 3];
            for (int parameter = 0; parameter < at.length; parameter++) {
                at[parameter] = random.nextGaussian();
            }

            double[] told = LogisticRegression.lossAndGradient(examples, penalty, at);

            for (int parameter = 0; parameter < at.length; parameter++) {
                double step = 1e-5;
                double[] above = at.clone();
                double[] below = at.clone();
                above[parameter] += step;
                below[parameter] -= step;
                double slope =
                        (LogisticRegression.lossAndGradient(examples, penalty, above)[0]
                                        - LogisticRegression.lossAndGradient(
                                                examples, penalty, below)[0])
                                / (2 * step);
                assertThat(told[1 + parameter]).isCloseTo(slope, within(1e-5));
            }
        }
    }

    @Test
    void nothingNearbyIsBetterThanWhatWasLearned() {
        Random random = new Random(2);
        Examples examples = examples(random, 300, new double[] {1, -2, 0.5}, 0.1);

        LogisticRegression.Fit fit = LogisticRegression.fit(examples, 1);

        assertThat(fit.converged()).isTrue();
        double[] learned = new double[1 + 2 * 3];
        learned[0] = fit.model().intercept();
        for (int column = 0; column < 6; column++) {
            learned[1 + column] = fit.model().weight(column);
        }
        double least = LogisticRegression.lossAndGradient(examples, 1, learned)[0];
        for (int trial = 0; trial < 200; trial++) {
            double[] near = learned.clone();
            for (int parameter = 0; parameter < near.length; parameter++) {
                near[parameter] += random.nextGaussian() * 0.01;
            }
            assertThat(LogisticRegression.lossAndGradient(examples, 1, near)[0])
                    .isGreaterThan(least);
        }
    }

    @Test
    void itFindsTheTruthThatExamplesWereMadeOf() {
        double[] truth = {1, -2, 0.5};
        Examples examples = examples(new Random(3), 200_000, truth, 0);

        LogisticModel model = LogisticRegression.fit(examples, 1).model();

        for (int column = 0; column < truth.length; column++) {
            double[] base = new double[truth.length];
            double[] more = new double[truth.length];
            more[column] = 1;
            assertThat(model.logOdds(more) - model.logOdds(base))
                    .isCloseTo(truth[column], within(0.04));
        }
        assertThat(model.logOdds(new double[truth.length])).isCloseTo(0.3, within(0.04));
    }

    @Test
    void itConvergesWhereOneFigureTellsAll() {
        Examples.Builder rows = new Examples.Builder(2);
        for (int row = 0; row < 100; row++) {
            rows.add(new double[] {row, 1e9}, row >= 50);
        }

        LogisticRegression.Fit fit = LogisticRegression.fit(rows.build(), 0.001);

        assertThat(fit.converged()).isTrue();
        assertThat(fit.model().probability(new double[] {0, 1e9})).isLessThan(0.01);
        assertThat(fit.model().probability(new double[] {99, 1e9})).isGreaterThan(0.99);
        assertThat(fit.model().probability(new double[] {99, -1e9}))
                .as("what never varied says nothing")
                .isEqualTo(fit.model().probability(new double[] {99, 1e9}));
    }

    @Test
    void missingFiguresMayMeanSomething() {
        Examples.Builder rows = new Examples.Builder(1);
        for (int row = 0; row < 1_000; row++) {
            boolean missing = row % 2 == 0;
            boolean positive = row % 10 < 8 == missing;
            rows.add(new double[] {missing ? Double.NaN : row % 7}, positive);
        }

        LogisticModel model = LogisticRegression.fit(rows.build(), 0.1).model();

        assertThat(model.probability(new double[] {Double.NaN})).isCloseTo(0.8, within(0.01));
        assertThat(model.probability(new double[] {3})).isCloseTo(0.2, within(0.02));
    }

    @Test
    void contributionsSumToTheLogOdds() {
        Random random = new Random(4);
        LogisticModel model =
                LogisticRegression.fit(examples(random, 500, new double[] {1, -2, 3}, 0.2), 1)
                        .model();
        for (int trial = 0; trial < 100; trial++) {
            double[] row = row(random, 3, 0.2);
            double sum = model.intercept();
            for (double contribution : model.contributions(row)) {
                sum += contribution;
            }

            assertThat(sum).isCloseTo(model.logOdds(row), within(1e-12));
        }
    }

    @Test
    void anyNumberOfThreadsLearnsTheSameToTheBit() {
        Examples examples = examples(new Random(5), 20_000, new double[] {1, -2, 0.5}, 0.1);
        int alone = learnedOn(1, examples);

        assertThat(learnedOn(7, examples)).isEqualTo(alone);
        assertThat(LogisticRegression.fit(examples, 1).model().fingerprint()).isEqualTo(alone);
        assertThat(LogisticRegression.fit(examples, 1.001).model().fingerprint())
                .isNotEqualTo(alone);
    }

    private static int learnedOn(int threads, Examples examples) {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> LogisticRegression.fit(examples, 1).model().fingerprint())
                    .join();
        }
    }

    @Test
    void examplesOfOneKindAreRefused() {
        Examples one = new Examples.Builder(1).add(new double[] {1}, true).build();

        assertThatThrownBy(() -> LogisticRegression.fit(one, 1))
                .hasMessageContaining("found 1 positive of 1 rows");
    }

    private static Examples examples(
            Random random, int count, double[] weights, double missingShare) {
        Examples.Builder rows = new Examples.Builder(weights.length);
        for (int number = 0; number < count; number++) {
            double[] row = row(random, weights.length, missingShare);
            double logOdds = 0.3;
            for (int column = 0; column < weights.length; column++) {
                logOdds += Double.isNaN(row[column]) ? 0 : weights[column] * row[column];
            }
            rows.add(row, random.nextDouble() < 1 / (1 + Math.exp(-logOdds)));
        }
        return rows.build();
    }

    private static double[] row(Random random, int columns, double missingShare) {
        double[] row = new double[columns];
        for (int column = 0; column < columns; column++) {
            row[column] = random.nextDouble() < missingShare ? Double.NaN : random.nextGaussian();
        }
        return row;
    }
}
