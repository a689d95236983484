package io.epistle.experiment;

import java.util.function.DoubleUnaryOperator;

/// Finds the interval of Miettinen and Nurminen (1985): the differences that a score test at 5 %
/// does not refuse, with variances under the constraint that the difference is true, times n / (n -
/// 1).
final class ScoreInterval {
    /// Halving the widest range this often leaves less than the spacing of numbers near 1.
    private static final int HALVINGS = 60;

    private ScoreInterval() {}

    static Interval of(Proportion a, Proportion b) {
        if (a.trials() == 0 || b.trials() == 0) {
            return new Interval(-1, 1);
        }
        double observed = b.rate() - a.rate();
        double low =
                crossing(-1, observed, difference -> score(a, b, difference) - Proportion.Z_95);
        double high =
                crossing(observed, 1, difference -> score(a, b, difference) + Proportion.Z_95);
        return new Interval(low, high);
    }

    /// The score statistic of the hypothesis that the difference is `difference`; it falls as that
    /// grows.
    private static double score(Proportion a, Proportion b, double difference) {
        double rateA = constrainedRate(a, b, difference);
        double rateB = rateA + difference;
        double trials = (double) a.trials() + b.trials();
        double variance =
                (rateA * (1 - rateA) / a.trials() + rateB * (1 - rateB) / b.trials())
                        * trials
                        / (trials - 1);
        double gap = b.rate() - a.rate() - difference;
        return variance > 0 ? gap / Math.sqrt(variance) : Math.signum(gap) * Double.MAX_VALUE;
    }

    /// The likeliest rate of `a` where `b` has `difference` more: where the slope of the likelihood
    /// crosses zero.
    private static double constrainedRate(Proportion a, Proportion b, double difference) {
        return crossing(
                Math.max(0, -difference),
                Math.min(1, 1 - difference),
                rate -> slope(a, rate) + slope(b, rate + difference));
    }

    /// The slope of the logarithm of a binomial likelihood.
    private static double slope(Proportion proportion, double rate) {
        double rising = proportion.successes() == 0 ? 0 : proportion.successes() / rate;
        double falling = proportion.failures() == 0 ? 0 : proportion.failures() / (1 - rate);
        return rising - falling;
    }

    /// Where a falling function crosses zero; the nearer end where it does not.
    private static double crossing(double from, double to, DoubleUnaryOperator falling) {
        double low = from;
        double high = to;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (falling.applyAsDouble(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
