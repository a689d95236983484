package io.epistle.experiment;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// How many of how many did something: clicks of mails, buyers of people.
///
/// @param successes 0 to `trials`
/// @param trials at least 0
public record Proportion(long successes, long trials) {
    /// The normal quantile of two-sided 95 % intervals.
    static final double Z_95 = NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);

    public Proportion {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "found %d successes of %d trials, expected 0 to %d"
                            .formatted(successes, trials, trials));
        }
    }

    /// Successes by trials; not a number without trials.
    public double rate() {
        return (double) successes / trials;
    }

    /// How many did not.
    public long failures() {
        return trials - successes;
    }

    /// The 95 % score interval of the rate (Wilson, Probable Inference, the Law of Succession, and
    /// Statistical Inference, JASA 22, 1927); 0 to 1 without trials.
    public Interval wilson() {
        if (trials == 0) {
            return new Interval(0, 1);
        }
        double square = Z_95 * Z_95;
        double centre = successes + square / 2;
        double reach = Z_95 * Math.sqrt((double) successes * failures() / trials + square / 4);
        return new Interval(
                Math.max(0, (centre - reach) / (trials + square)),
                Math.min(1, (centre + reach) / (trials + square)));
    }
}
