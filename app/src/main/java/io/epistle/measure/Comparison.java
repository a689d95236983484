package io.epistle.measure;

import io.epistle.experiment.ChiSquared;
import io.epistle.experiment.FisherExact;
import io.epistle.experiment.InWords;
import io.epistle.experiment.Interval;
import io.epistle.experiment.Proportion;
import io.epistle.experiment.TwoProportions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// How the two arms of a campaign compare by clicks: the difference with its interval, the tests,
/// and all of it in words.
///
/// @param first the id of one arm
/// @param second the id of the other
/// @param difference rate of the first less rate of the second
/// @param tests the tests made; the first one decides
/// @param words the result for people
public record Comparison(
        String first, String second, Range difference, List<Test> tests, String words) {
    /// A p below this counts as a difference.
    public static final double LEVEL = 0.05;

    private static final double CONFIDENCE = 0.95;

    /// An estimate with the range that the data leave open.
    public record Range(double value, double low, double high, double confidence) {}

    /// One test.
    public record Test(String name, double statistic, double p) {}

    public Comparison {
        tests = List.copyOf(tests);
    }

    /// The p that decides.
    public double p() {
        return tests.getFirst().p();
    }

    /// Compares the first two arms; absent with fewer, or where an arm was sent to nobody.
    ///
    /// @param clicked who of an arm counts as having clicked: [CampaignResults.Arm#clicked], or in
    ///   a demonstration [CampaignResults.Arm#simulated]
    public static Optional<Comparison> of(
            CampaignResults results, ToLongFunction<CampaignResults.Arm> clicked) {
        if (results.arms().size() < 2) {
            return Optional.empty();
        }
        CampaignResults.Arm one = results.arms().get(0);
        CampaignResults.Arm other = results.arms().get(1);
        if (one.sent() == 0 || other.sent() == 0) {
            return Optional.empty();
        }
        TwoProportions rates =
                new TwoProportions(proportion(other, clicked), proportion(one, clicked));
        Interval interval = rates.newcombe();
        return Optional.of(
                new Comparison(
                        one.variant(),
                        other.variant(),
                        new Range(rates.difference(), interval.low(), interval.high(), CONFIDENCE),
                        tests(rates),
                        InWords.of(rates, other.variant(), one.variant(), "clicked")));
    }

    /// The tests, that which decides first.
    private static List<Test> tests(TwoProportions rates) {
        ChiSquared table = ChiSquared.of(rates.a(), rates.b());
        List<Test> tests = new ArrayList<>();
        tests.add(new Test("two-proportion z", rates.z(), rates.p()));
        tests.add(new Test("chi-squared", table.statistic(), table.p()));
        if (rates.isSmall()) {
            FisherExact exact = FisherExact.of(rates.a(), rates.b());
            tests.addFirst(new Test("Fisher exact", exact.oddsRatio(), exact.p()));
        }
        return tests;
    }

    private static Proportion proportion(
            CampaignResults.Arm arm, ToLongFunction<CampaignResults.Arm> clicked) {
        return new Proportion(clicked.applyAsLong(arm), arm.sent());
    }

    /// An arm's click rate with Wilson's interval; absent where it was sent to nobody.
    ///
    /// @param clicked who of the arm counts as having clicked
    public static Optional<Range> rate(
            CampaignResults.Arm arm, ToLongFunction<CampaignResults.Arm> clicked) {
        if (arm.sent() == 0) {
            return Optional.empty();
        }
        Proportion rate = proportion(arm, clicked);
        Interval interval = rate.wilson();
        return Optional.of(new Range(rate.rate(), interval.low(), interval.high(), CONFIDENCE));
    }
}
