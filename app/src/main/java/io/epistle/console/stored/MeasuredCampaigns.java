package io.epistle.console.stored;

import io.epistle.console.CampaignView;
import io.epistle.console.Interval;
import io.epistle.console.Money;
import io.epistle.measure.CampaignResults;
import io.epistle.measure.Comparison;
import io.epistle.measure.Measurement;
import io.epistle.send.Ledger;
import io.epistle.send.Response;
import io.epistle.store.TimelineStore;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// What campaigns brought: measured when asked for, kept until a fact is added or time has passed.
final class MeasuredCampaigns {
    /// With a clock that runs, windows end by themselves.
    private static final Duration AGE_MAX = Duration.ofMinutes(10);

    /// The figures of one campaign.
    ///
    /// @param comparison absent where there is nothing to compare
    record Measures(
            List<CampaignView.Variant> variants, Optional<CampaignView.Comparison> comparison) {}

    /// The results of a campaign and what they were folded from.
    private record Measured(long facts, long world, CampaignResults results) {
        boolean stands(long factsNow, long worldNow, Instant until) {
            return facts == factsNow
                    && world == worldNow
                    && !results.until().plus(AGE_MAX).isBefore(until);
        }
    }

    private final Stored stored;
    private final Ledger ledger;
    private final FoldedPeople people;
    private final Map<String, Measured> measured = new TreeMap<>();

    /// Campaigns of a workspace; where a demonstration simulated the clicks of one, those are
    /// compared.
    MeasuredCampaigns(Stored stored, Ledger ledger, FoldedPeople people) {
        this.stored = stored;
        this.ledger = ledger;
        this.people = people;
    }

    /// The figures of a campaign as they stand.
    Measures of(LiveCampaign campaign) {
        CampaignResults results = results(campaign.definition().id());
        String currency = people.directory().activity().currency();
        return new Measures(
                results.arms().stream().map(arm -> variant(campaign, arm, currency)).toList(),
                Comparison.of(results, clicked(campaign.definition().id()))
                        .map(MeasuredCampaigns::comparison));
    }

    /// Whether a demonstration simulated the clicks of a campaign.
    boolean isSimulated(String campaign) {
        return !ledger.responses(stored.rows(), campaign, Response.SIMULATED_CLICK).isEmpty();
    }

    private ToLongFunction<CampaignResults.Arm> clicked(String campaign) {
        return isSimulated(campaign)
                ? CampaignResults.Arm::simulated
                : CampaignResults.Arm::clicked;
    }

    /// How many people followed a link in the mails of a campaign.
    long clicks(String campaign) {
        return isSimulated(campaign)
                ? results(campaign).arms().stream().mapToLong(CampaignResults.Arm::simulated).sum()
                : ledger.responses(stored.rows(), campaign, Response.CLICK).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    private CampaignResults results(String campaign) {
        long facts = TimelineStore.facts(stored.rows());
        long world = stored.live().world().version();
        Measurement measurement = stored.measurement().get();
        synchronized (measured) {
            Measured known = measured.get(campaign);
            if (known == null || !known.stands(facts, world, measurement.until())) {
                known =
                        new Measured(
                                facts,
                                world,
                                CampaignResults.of(
                                        stored.rows(),
                                        stored.reader(),
                                        ledger,
                                        campaign,
                                        measurement));
                measured.put(campaign, known);
            }
            return known.results();
        }
    }

    private CampaignView.Variant variant(
            LiveCampaign campaign, CampaignResults.Arm arm, String currency) {
        ToLongFunction<CampaignResults.Arm> clicked = clicked(campaign.definition().id());
        String name =
                campaign.definition().variants().stream()
                        .filter(one -> one.id().equals(arm.variant()))
                        .map(one -> one.name())
                        .findFirst()
                        .orElse(arm.variant());
        return new CampaignView.Variant(
                arm.variant(),
                name,
                arm.sent(),
                clicked.applyAsLong(arm),
                Comparison.rate(arm, clicked).map(MeasuredCampaigns::interval),
                arm.ordered(),
                arm.ordered() == 0
                        ? Optional.empty()
                        : Optional.of(new Money(arm.revenue(), currency)),
                arm.over(),
                arm.orderedOver(),
                engagement(arm.opens()),
                engagement(arm.clicks()),
                arm.credits().conversions(),
                arm.credits().revenue().entrySet().stream()
                        .map(credit -> new Money(credit.getValue(), currency(credit.getKey())))
                        .toList(),
                arm.clicksOpen());
    }

    private static String currency(String said) {
        return said.length() == 3 ? said : Money.NO_CURRENCY;
    }

    private static CampaignView.Engagement engagement(CampaignResults.Engagement engagement) {
        return new CampaignView.Engagement(
                engagement.people(),
                engagement.times(),
                engagement.machine(),
                engagement.unknown());
    }

    private static Interval interval(Comparison.Range range) {
        return new Interval(range.value(), range.low(), range.high(), range.confidence());
    }

    private static CampaignView.Comparison comparison(Comparison comparison) {
        return new CampaignView.Comparison(
                comparison.first(),
                comparison.second(),
                interval(comparison.difference()),
                comparison.tests().stream()
                        .map(test ->
                                new CampaignView.Significance(
                                        test.name(), test.statistic(), test.p()))
                        .toList(),
                Comparison.LEVEL);
    }
}
