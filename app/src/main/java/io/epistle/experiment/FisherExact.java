package io.epistle.experiment;

/// Fisher's exact test of two arms (Fisher, On the Interpretation of chi-squared from Contingency
/// Tables, JRSS 85, 1922): for counts too small for normal approximations. The odds are those of
/// `a` over those of `b`.
///
/// Commons Statistics 1.2 has this test, but leaves out one of two equally likely tables: for 6 of
/// 7 against 2 of 3 it says 0.53, where every table is at most as likely and p is 1.
///
/// @param oddsRatio 1 where the arms are alike; infinite or not a number where a count is 0
/// @param p two-sided: of all tables with these margins, the share as unlikely as this one or more
///   so
/// @param pLess one-sided: the odds of `a` are less
/// @param pGreater one-sided: the odds of `a` are greater
public record FisherExact(double oddsRatio, double p, double pLess, double pGreater) {
    /// Tables this close in probability count as equally likely.
    private static final double TIE = 1 + 1e-7;

    /// Compares two arms. Where all or none succeeded, or an arm has no trials, every p is 1. Costs
    /// one step for each possible table, of which there are at most one more than the smaller arm
    /// has trials.
    public static FisherExact of(Proportion a, Proportion b) {
        long fewest = Math.max(0, a.successes() - b.failures());
        double[] weights = weights(a, b, fewest);
        int place = Math.toIntExact(a.successes() - fewest);
        double unlikely = 0;
        double less = 0;
        double greater = 0;
        double all = 0;
        for (int other = 0; other < weights.length; other++) {
            all += weights[other];
            unlikely += weights[other] <= weights[place] * TIE ? weights[other] : 0;
            less += other <= place ? weights[other] : 0;
            greater += other >= place ? weights[other] : 0;
        }
        double oddsRatio =
                (double) a.successes() * b.failures() / ((double) a.failures() * b.successes());
        return new FisherExact(oddsRatio, unlikely / all, less / all, greater / all);
    }

    /// The probabilities of all tables with these margins, by the successes of `a` from `fewest`
    /// on, as multiples of that of the likeliest: each follows from its neighbour, away from the
    /// peak, so that the far tails keep their digits.
    private static double[] weights(Proportion a, Proportion b, long fewest) {
        long successes = a.successes() + b.successes();
        long most = Math.min(successes, a.trials());
        double[] weights = new double[Math.toIntExact(most - fewest + 1)];
        double ofBoth = (double) a.trials() + b.trials() + 2;
        long likeliest = (long) ((a.trials() + 1.0) * (successes + 1.0) / ofBoth);
        int peak = (int) (Math.clamp(likeliest, fewest, most) - fewest);
        weights[peak] = 1;
        for (int place = peak + 1; place < weights.length; place++) {
            weights[place] = weights[place - 1] * step(a, b, successes, fewest + place - 1);
        }
        for (int place = peak - 1; place >= 0; place--) {
            weights[place] = weights[place + 1] / step(a, b, successes, fewest + place);
        }
        return weights;
    }

    /// How much likelier one success more in `a` is than `ofA`.
    private static double step(Proportion a, Proportion b, long successes, long ofA) {
        double rising = (double) (a.trials() - ofA) * (successes - ofA);
        double falling = (ofA + 1.0) * (b.trials() - successes + ofA + 1);
        return rising / falling;
    }
}
