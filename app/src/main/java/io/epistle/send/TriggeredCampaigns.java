package io.epistle.send;

import io.epistle.profile.Person;
import io.epistle.profile.PersonReader;
import io.epistle.segment.Move;
import io.epistle.store.Turn;
import io.epistle.trigger.CampaignTrigger;
import io.epistle.trigger.LiveDefinitions;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;
import io.epistle.trigger.Triggering;
import io.epistle.vault.Vault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Plans the messages that people's moves start, in the turn in which they move: a move and its
/// message are stored together or not at all.
public final class TriggeredCampaigns implements Triggering {
    private final Vault vault;
    private final PersonReader reader;
    private final Ledger ledger;
    private final Supplier<LiveDefinitions> definitions;
    private final Supplier<CampaignDraw> draw;
    private final Runnable planned;

    /// Planning under the definitions in force.
    ///
    /// @param planned runs behind each commit that planned a message
    public TriggeredCampaigns(
            Vault vault,
            PersonReader reader,
            Ledger ledger,
            Supplier<LiveDefinitions> definitions,
            Supplier<CampaignDraw> draw,
            Runnable planned) {
        this.vault = vault;
        this.reader = reader;
        this.ledger = ledger;
        this.definitions = definitions;
        this.draw = draw;
        this.planned = planned;
    }

    @Override
    public void begin(Turn turn, List<Move> moves) {
        LiveDefinitions live = definitions.get();
        boolean any = false;
        for (LiveCampaign campaign : live.campaigns().values()) {
            Optional<CampaignTrigger> trigger = campaign.definition().trigger();
            if (trigger.isPresent()) {
                any |= begin(turn, campaign, trigger.get(), moves, live.world().version());
            }
        }
        if (any) {
            turn.afterCommit(planned);
        }
    }

    private boolean begin(
            Turn turn,
            LiveCampaign campaign,
            CampaignTrigger trigger,
            List<Move> moves,
            long world) {
        List<Addressed> recipients = new ArrayList<>();
        for (Move move : moves) {
            if (trigger.isStartedBy(move)) {
                reader.read(turn, move.person())
                        .filter(person -> campaign.isMeant(person, turn.now()))
                        .map(person -> addressed(turn, campaign, person))
                        .ifPresent(recipients::add);
            }
        }
        boolean any = false;
        for (Addressed recipient : recipients) {
            any |= plan(turn, campaign.definition().id(), trigger, recipient);
        }
        if (any) {
            CampaignRun.startTriggered(turn, campaign.definition().id(), world);
        }
        return any;
    }

    private Addressed addressed(Turn turn, LiveCampaign campaign, Person person) {
        return Addressed.of(campaign.definition(), person, turn.now(), vault, draw.get());
    }

    private boolean plan(Turn turn, String campaign, CampaignTrigger trigger, Addressed recipient) {
        Optional<LedgerEntry> last = ledger.last(turn, campaign, recipient.address());
        LedgerEntry.Key key =
                last.map(entry -> entry.key().next())
                        .orElseGet(() -> new LedgerEntry.Key(campaign, recipient.address()));
        boolean isTooSoon =
                last.isPresent()
                        && trigger.again()
                                .map(again ->
                                        turn.now().isBefore(last.get().plannedAt().plus(again)))
                                .orElse(true);
        return !isTooSoon && ledger.plan(turn, key, recipient.person(), recipient.variant());
    }
}
