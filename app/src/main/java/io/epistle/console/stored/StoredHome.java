package io.epistle.console.stored;

import io.epistle.console.AlertsReading;
import io.epistle.console.CampaignRow;
import io.epistle.console.CampaignsReading;
import io.epistle.console.HomeReading;
import io.epistle.console.HomeView;
import io.epistle.console.Money;
import io.epistle.console.Notice;
import io.epistle.console.QuarantineReading;
import io.epistle.console.ReasonCount;
import io.epistle.console.SegmentRow;
import io.epistle.store.TimelineStore;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The page Home: what happened, and what needs someone.
final class StoredHome implements HomeReading {
    private static final int SHOWN_SEGMENTS = 6;
    private static final int SHOWN_CAMPAIGNS = 5;

    private final Stored stored;
    private final FoldedPeople people;
    private final StoredSegments segments;
    private final CampaignsReading campaigns;
    private final QuarantineReading quarantine;
    private final AlertsReading alerts;

    StoredHome(
            Stored stored,
            FoldedPeople people,
            StoredSegments segments,
            CampaignsReading campaigns,
            QuarantineReading quarantine,
            AlertsReading alerts) {
        this.stored = stored;
        this.people = people;
        this.segments = segments;
        this.campaigns = campaigns;
        this.quarantine = quarantine;
        this.alerts = alerts;
    }

    @Override
    public HomeView home() {
        PeopleDirectory directory = people.directory();
        Activity activity = directory.activity();
        List<CampaignRow> sent = campaigns.campaigns().campaigns();
        return new HomeView(
                TimelineStore.facts(stored.rows()),
                Activity.DAYS,
                Optional.of(directory.at())
                        .filter(at -> at.plus(FoldedPeople.AGE_MAX).isBefore(stored.now())),
                new HomeView.Compared(
                        directory.entries().size(),
                        Optional.of(directory.before()).filter(known -> known > 0)),
                directory.entries().stream().filter(entry -> entry.row().mayMail()).count(),
                activity.orders(),
                revenue(activity),
                activity.messages(),
                activity.weeks(),
                notices(sent),
                segments.rows().stream()
                        .sorted(Comparator.comparingLong(SegmentRow::size).reversed())
                        .limit(SHOWN_SEGMENTS)
                        .toList(),
                sent.stream().limit(SHOWN_CAMPAIGNS).toList(),
                directory.latest());
    }

    private static Optional<HomeView.Revenue> revenue(Activity activity) {
        boolean none =
                activity.revenueNow().signum() == 0
                        && activity.revenueBefore().orElse(BigDecimal.ZERO).signum() == 0;
        return none
                ? Optional.empty()
                : Optional.of(
                        new HomeView.Revenue(
                                new Money(activity.revenueNow(), activity.currency()),
                                activity.revenueBefore()
                                        .map(before -> new Money(before, activity.currency()))));
    }

    private List<Notice> notices(List<CampaignRow> sent) {
        List<Notice> notices = new ArrayList<>();
        alerts.open().forEach(alert -> notices.add(new Notice.Alerted(alert)));
        for (CampaignRow campaign : sent) {
            if (campaign.balance().uncertain() > 0) {
                notices.add(
                        new Notice.Uncertain(
                                campaign.id(), campaign.name(), campaign.balance().uncertain()));
            }
            if (campaign.balance().failed() > 0) {
                notices.add(
                        new Notice.Failed(
                                campaign.id(), campaign.name(), campaign.balance().failed()));
            }
        }
        List<ReasonCount> quarantined = quarantine.reasons();
        if (!quarantined.isEmpty()) {
            notices.add(new Notice.Quarantined(quarantined));
        }
        return notices;
    }
}
