package io.epistle.console.stored;

import io.epistle.console.Balance;
import io.epistle.console.CampaignRow;
import io.epistle.console.CampaignState;
import io.epistle.console.CampaignView;
import io.epistle.console.CampaignsReading;
import io.epistle.console.CampaignsView;
import io.epistle.console.Choice;
import io.epistle.console.LedgerQuery;
import io.epistle.console.LedgerRow;
import io.epistle.console.MessageState;
import io.epistle.console.Slice;
import io.epistle.segment.Memberships;
import io.epistle.send.CampaignRun;
import io.epistle.send.Ledger;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The campaigns: how far each is, what became of its messages, what it brought.
final class StoredCampaigns implements CampaignsReading {
    private final Stored stored;
    private final Ledger ledger;
    private final StoredLedger messages;
    private final MeasuredCampaigns measured;

    StoredCampaigns(Stored stored, Ledger ledger, FoldedPeople people) {
        this.stored = stored;
        this.ledger = ledger;
        this.messages = new StoredLedger(stored, ledger);
        this.measured = new MeasuredCampaigns(stored, ledger, people);
    }

    @Override
    public CampaignsView campaigns() {
        return new CampaignsView(
                stored.live().campaigns().values().stream()
                        .map(this::row)
                        .sorted(
                                Comparator.comparing((CampaignRow row) ->
                                                row.startedAt().orElse(Instant.MAX))
                                        .reversed())
                        .toList());
    }

    private CampaignRow row(LiveCampaign campaign) {
        String id = campaign.definition().id();
        Optional<CampaignRun> run = CampaignRun.find(stored.rows(), id);
        Ledger.Balance sums = ledger.balance(stored.rows(), id);
        return new CampaignRow(
                id,
                campaign.definition().name(),
                state(campaign, run, sums),
                run.map(CampaignRun::startedAt),
                new Balance(
                        sums.planned(),
                        sums.open(),
                        sums.sent(),
                        sums.skipped(),
                        sums.failed(),
                        sums.uncertain(),
                        ledger.caught(stored.rows(), id).values().stream()
                                .mapToLong(Long::longValue)
                                .sum()),
                campaign.definition().variants().size(),
                measured.clicks(id));
    }

    private static CampaignState state(
            LiveCampaign campaign, Optional<CampaignRun> run, Ledger.Balance sums) {
        if (campaign.definition().trigger().isPresent()) {
            return CampaignState.RUNNING;
        }
        if (run.isEmpty()) {
            return CampaignState.DRAFT;
        }
        return sums.open() > 0 || !run.get().planned()
                ? CampaignState.SENDING
                : CampaignState.FINISHED;
    }

    @Override
    public Optional<CampaignView> campaign(String id) {
        return Optional.ofNullable(stored.live().campaigns().get(id)).map(this::view);
    }

    private CampaignView view(LiveCampaign campaign) {
        String id = campaign.definition().id();
        MeasuredCampaigns.Measures measures = measured.of(campaign);
        return new CampaignView(
                row(campaign),
                campaign.definition().description(),
                audience(campaign),
                template(campaign),
                messages.reasons(id, MessageState.SKIPPED),
                messages.reasons(id, MessageState.FAILED),
                measures.variants(),
                measures.comparison(),
                measured.isSimulated(id));
    }

    private Choice template(LiveCampaign campaign) {
        String id = campaign.definition().template();
        return new Choice(id, stored.live().composer().name(id), 0);
    }

    private Optional<Choice> audience(LiveCampaign campaign) {
        List<String> named = campaign.audience().mentions().segments();
        return named.size() != 1
                ? Optional.empty()
                : stored.live()
                        .segments()
                        .find(named.getFirst())
                        .map(segment ->
                                new Choice(
                                        segment.id(),
                                        segment.definition().name(),
                                        Memberships.size(stored.rows(), segment.id())));
    }

    @Override
    public Optional<Slice<LedgerRow>> ledger(String campaign, LedgerQuery query) {
        return stored.live().campaigns().containsKey(campaign)
                ? Optional.of(messages.rows(campaign, query))
                : Optional.empty();
    }
}
