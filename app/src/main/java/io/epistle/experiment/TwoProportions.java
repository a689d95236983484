package io.epistle.experiment;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// Two rates compared: `b` against `a`. All differences are `b` less `a`.
///
/// @param a the arm compared with, such as control
/// @param b the arm looked at
public record TwoProportions(Proportion a, Proportion b) {
    /// The difference of rates; not a number where an arm has no trials.
    public double difference() {
        return b.rate() - a.rate();
    }

    /// The z statistic with pooled variance; 0 where nothing or everything succeeded, or an arm has
    /// no trials.
    public double z() {
        double trials = (double) a.trials() + b.trials();
        double pooled = (a.successes() + b.successes()) / trials;
        double variance = pooled * (1 - pooled) * (1.0 / a.trials() + 1.0 / b.trials());
        return variance > 0 && variance < Double.POSITIVE_INFINITY
                ? difference() / Math.sqrt(variance)
                : 0;
    }

    /// The two-sided p of [#z()]: how often a difference at least this large would show if the
    /// rates were equal, 0 to 1.
    public double p() {
        return Math.min(1, 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z())));
    }

    /// The 95 % interval of the difference from both arms' Wilson intervals, without continuity
    /// correction (Newcombe, Interval Estimation for the Difference Between Independent
    /// Proportions, Statistics in Medicine 17, 1998, method 10). The one to show: it holds its word
    /// for small rates and small arms, too.
    public Interval newcombe() {
        if (a.trials() == 0 || b.trials() == 0) {
            return new Interval(-1, 1);
        }
        Interval ofA = a.wilson();
        Interval ofB = b.wilson();
        return new Interval(
                difference() - Math.hypot(b.rate() - ofB.low(), ofA.high() - a.rate()),
                difference() + Math.hypot(ofB.high() - b.rate(), a.rate() - ofA.low()));
    }

    /// The 95 % interval of the difference by the normal approximation without pooling (Wald): for
    /// comparison with tools that have no other.
    public Interval wald() {
        double variance =
                a.rate() * (1 - a.rate()) / a.trials() + b.rate() * (1 - b.rate()) / b.trials();
        double reach = Proportion.Z_95 * Math.sqrt(variance);
        return new Interval(difference() - reach, difference() + reach);
    }

    /// The 95 % score interval of the difference (Miettinen and Nurminen, Comparative Analysis of
    /// Two Rates, Statistics in Medicine 4, 1985); -1 to 1 where an arm has no trials.
    public Interval miettinenNurminen() {
        return ScoreInterval.of(a, b);
    }

    /// Whether the counts are too small for [#p()]: one that equal rates would lead to expect is
    /// below 5 (Cochran, Some Methods for Strengthening the Common chi-squared Tests, Biometrics
    /// 10, 1954).
    public boolean isSmall() {
        double trials = (double) a.trials() + b.trials();
        double successes = (double) a.successes() + b.successes();
        double rarer = Math.min(successes, trials - successes);
        return rarer * Math.min(a.trials(), b.trials()) < 5 * trials;
    }

    /// The two-sided p that decides: that of Fisher's exact test where counts are small, else
    /// [#p()].
    public double deciding() {
        return isSmall() ? FisherExact.of(a, b).p() : p();
    }

    /// Whether a difference is shown at the usual 5 %: the test that decides says so and the
    /// interval agrees.
    public boolean isShown() {
        return deciding() < 0.05 && newcombe().excludes(0);
    }
}
