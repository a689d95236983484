package io.epistle.console;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// The report of one campaign.
///
/// @param row the campaign as lists show it
/// @param description what it is for; may be empty
/// @param audience the segment it goes to, with its size when the campaign started
/// @param template the template it sends
/// @param skipped why messages were skipped, most frequent first
/// @param failed why messages failed, most frequent first
/// @param variants the arms of the experiment; one where nothing is tried
/// @param comparison how the arms compare; absent with fewer than two arms or without clicks to
///   judge by
/// @param clicksSimulated whether clicks come from a declared simulation
public record CampaignView(
        CampaignRow row,
        String description,
        Optional<Choice> audience,
        Choice template,
        List<ReasonCount> skipped,
        List<ReasonCount> failed,
        List<Variant> variants,
        Optional<Comparison> comparison,
        boolean clicksSimulated) {
    public CampaignView {
        skipped = List.copyOf(skipped);
        failed = List.copyOf(failed);
        variants = List.copyOf(variants);
    }

    /// One arm.
    ///
    /// @param id its short name
    /// @param name what people read
    /// @param sent how many people got it
    /// @param clicks how many of them followed a link
    /// @param rate clicks per person sent to, with its interval; absent where nobody got it
    /// @param conversions how many of them ordered within the campaign's window, so far
    /// @param revenue what they paid; absent where nobody did
    /// @param over of how many of them the whole window has passed
    /// @param conversionsOver how many of those ordered within it
    /// @param opens openings, of those who let them be known; nothing of it is simulated
    /// @param followed links followed; nothing of it is simulated
    /// @param credited the conversions, or parts of them, that its mails are credited with
    /// @param creditedRevenue what those brought, each currency once
    /// @param clicksOpen clicks of people behind which a conversion would still be credited
    public record Variant(
            String id,
            String name,
            long sent,
            long clicks,
            Optional<Interval> rate,
            long conversions,
            Optional<Money> revenue,
            long over,
            long conversionsOver,
            Engagement opens,
            Engagement followed,
            BigDecimal credited,
            List<Money> creditedRevenue,
            long clicksOpen) {
        public Variant {
            creditedRevenue = List.copyOf(creditedRevenue);
        }
    }

    /// The people whose window has not passed: they may still order within it.
    public long open() {
        return variants.stream().mapToLong(variant -> variant.sent() - variant.over()).sum();
    }

    /// Clicks of people behind which a conversion would still be credited.
    public long clicksOpen() {
        return variants.stream().mapToLong(Variant::clicksOpen).sum();
    }

    /// How often something was done with the mails of an arm.
    ///
    /// @param people how many people did it at least once
    /// @param times how often people did it
    /// @param machine how often machines did
    /// @param unknown how often it cannot be told
    public record Engagement(long people, long times, long machine, long unknown) {}

    /// How two arms compare by click rate.
    ///
    /// @param first the id of one arm
    /// @param second the id of the other
    /// @param difference rate of the first less rate of the second
    /// @param tests the tests made; the first one decides
    /// @param level a p below this counts as a difference, such as 0.05
    public record Comparison(
            String first,
            String second,
            Interval difference,
            List<Significance> tests,
            double level) {
        public Comparison {
            tests = List.copyOf(tests);
            if (tests.isEmpty()) {
                throw new IllegalArgumentException("found no test, expected at least one");
            }
        }

        /// The p that decides.
        public double p() {
            return tests.getFirst().p();
        }
    }

    /// The result of one test.
    ///
    /// @param test its name, such as `two-proportion z`
    /// @param statistic its statistic; infinite or not a number for odds of which a part is 0
    /// @param p how often chance alone gives a result at least as far from "no difference", 0 to 1
    public record Significance(String test, double statistic, double p) {}
}
