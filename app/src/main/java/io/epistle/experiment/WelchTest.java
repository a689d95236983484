package io.epistle.experiment;

import org.apache.commons.statistics.distribution.TDistribution;

/// Welch's t test of two means with unequal variances (Welch, The Generalization of Student's
/// Problem, Biometrika 34, 1947). Differences are `b` less `a`.
///
/// @param difference of the means, or relative to the mean of `a`
/// @param standardError of the difference
/// @param t difference by standard error
/// @param degreesOfFreedom by Satterthwaite's approximation (Biometrics Bulletin 2, 1946)
/// @param p two-sided, 0 to 1
/// @param interval of the difference, 95 %
public record WelchTest(
        double difference,
        double standardError,
        double t,
        double degreesOfFreedom,
        double p,
        Interval interval) {
    /// Compares means; every arm needs at least two figures, and one of them a spread.
    public static WelchTest of(Moments a, Moments b) {
        return of(
                b.mean() - a.mean(),
                Math.sqrt(a.variance() / a.count() + b.variance() / b.count()),
                degreesOfFreedom(a, b));
    }

    /// Compares means relative to that of `a`, which must not be 0: the ratio less 1, its variance
    /// by the delta method (Deng, Knoblich and Lu, Applying the Delta Method in Metric Analytics,
    /// KDD 2018).
    public static WelchTest relative(Moments a, Moments b) {
        double ratio = b.mean() / a.mean();
        double variance =
                (b.variance() / b.count() + ratio * ratio * a.variance() / a.count())
                        / (a.mean() * a.mean());
        return of(ratio - 1, Math.sqrt(variance), degreesOfFreedom(a, b));
    }

    private static WelchTest of(double difference, double standardError, double degreesOfFreedom) {
        if (!(standardError > 0)) {
            throw new IllegalArgumentException(
                    "found a standard error of %s, expected figures that differ, at least two an arm"
                            .formatted(standardError));
        }
        TDistribution distribution = TDistribution.of(degreesOfFreedom);
        double t = difference / standardError;
        double reach = distribution.inverseSurvivalProbability(0.025) * standardError;
        return new WelchTest(
                difference,
                standardError,
                t,
                degreesOfFreedom,
                Math.min(1, 2 * distribution.survivalProbability(Math.abs(t))),
                new Interval(difference - reach, difference + reach));
    }

    private static double degreesOfFreedom(Moments a, Moments b) {
        double ofA = a.variance() / a.count();
        double ofB = b.variance() / b.count();
        return (ofA + ofB)
                * (ofA + ofB)
                / (ofA * ofA / (a.count() - 1) + ofB * ofB / (b.count() - 1));
    }
}
