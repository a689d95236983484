package io.epistle.predict.learner;

import io.epistle.predict.Metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The area under the ROC curve: the probability that a positive is scored above a negative, a tie
/// counting half. Exact, with the variance of DeLong, DeLong and Clarke-Pearson (Biometrics 44,
/// 1988), from midranks as Sun and Xu compute it (IEEE Signal Processing Letters 21, 2014): n log
/// n.
public final class RocAuc {
    /// The name of the figure.
    public static final String NAME = "ROC-AUC";

    /// The 97.5 % quantile of the normal distribution.
    private static final double TWO_SIDED = 1.959963984540054;

    private final double value;

    /// For each positive the share of negatives below it, for each negative the share of positives
    /// above it; ties half.
    private final double[] ofPositives;

    private final double[] ofNegatives;

    private RocAuc(double value, double[] ofPositives, double[] ofNegatives) {
        this.value = value;
        this.ofPositives = ofPositives;
        this.ofNegatives = ofNegatives;
    }

    /// The area of some scores, higher for what is likelier positive.
    ///
    /// @param scores one a row, none `NaN`
    /// @param positives what came of each row; some of both kinds
    public static RocAuc of(double[] scores, boolean[] positives) {
        double[] above =
                IntStream.range(0, scores.length)
                        .filter(row -> positives[row])
                        .mapToDouble(row -> scores[row])
                        .toArray();
        double[] below =
                IntStream.range(0, scores.length)
                        .filter(row -> !positives[row])
                        .mapToDouble(row -> scores[row])
                        .toArray();
        if (above.length == 0 || below.length == 0) {
            throw new IllegalArgumentException(
                    "found %d positive and %d negative rows, expected some of both"
                            .formatted(above.length, below.length));
        }
        double[] all = midranks(scores);
        double[] amongPositives = midranks(above);
        double[] amongNegatives = midranks(below);
        double[] ofPositives = new double[above.length];
        double[] ofNegatives = new double[below.length];
        int positive = 0;
        int negative = 0;
        for (int row = 0; row < scores.length; row++) {
            if (positives[row]) {
                ofPositives[positive] = (all[row] - amongPositives[positive]) / below.length;
                positive++;
            } else {
                ofNegatives[negative] = 1 - (all[row] - amongNegatives[negative]) / above.length;
                negative++;
            }
        }
        return new RocAuc(mean(ofPositives), ofPositives, ofNegatives);
    }

    /// The area, 0 to 1; one half for scores that say nothing.
    public double value() {
        return value;
    }

    /// The area with its 95 % interval.
    public Metric metric() {
        return metric(NAME, value, variance(this, this));
    }

    /// This area less that of other scores of the same rows, with a paired 95 % interval.
    public Metric over(RocAuc other) {
        if (ofPositives.length != other.ofPositives.length
                || ofNegatives.length != other.ofNegatives.length) {
            throw new IllegalArgumentException("found scores of different rows");
        }
        double variance = variance(this, this) + variance(other, other) - 2 * variance(this, other);
        return metric(NAME + " difference", value - other.value, variance);
    }

    private static Metric metric(String name, double value, double variance) {
        double half = TWO_SIDED * StrictMath.sqrt(Math.max(0, variance));
        return new Metric(name, value, value - half, value + half);
    }

    /// The covariance of two areas; of one with itself its variance.
    private static double variance(RocAuc one, RocAuc other) {
        return covariance(one.ofPositives, other.ofPositives) / one.ofPositives.length
                + covariance(one.ofNegatives, other.ofNegatives) / one.ofNegatives.length;
    }

    private static double covariance(double[] one, double[] other) {
        if (one.length < 2) {
            return 0;
        }
        double meanOne = mean(one);
        double meanOther = mean(other);
        double sum = 0;
        for (int at = 0; at < one.length; at++) {
            sum += (one[at] - meanOne) * (other[at] - meanOther);
        }
        return sum / (one.length - 1);
    }

    private static double mean(double[] figures) {
        double sum = 0;
        for (double figure : figures) {
            sum += figure;
        }
        return sum / figures.length;
    }

    /// The rank of each figure from 1, equal ones sharing the mean of theirs.
    private static double[] midranks(double[] figures) {
        Integer[] order = new Integer[figures.length];
        Arrays.setAll(order, at -> at);
        Arrays.sort(order, Comparator.comparingDouble(at -> figures[at]));
        double[] ranks = new double[figures.length];
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to < order.length && figures[order[to]] == figures[order[from]]) {
                to++;
            }
            for (int at = from; at < to; at++) {
                ranks[order[at]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }
}
