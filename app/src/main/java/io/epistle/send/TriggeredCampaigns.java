package io.epistle.send;

import io.epistle.profile.Person;
import io.epistle.profile.PersonReader;
import io.epistle.segment.Move;
import io.epistle.store.Turn;
import io.epistle.trigger.CampaignTrigger;
import io.epistle.trigger.LiveDefinitions;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;
import io.epistle.trigger.Refusal;
import io.epistle.trigger.Triggering;
import io.epistle.vault.Vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Plans the messages that people's moves start, in the turn in which they move: a move and its
/// message are stored together or not at all. A move that is late gets a row as well, which ends as
/// skipped in the same turn, so that the ledger tells who got nothing and why.
public final class TriggeredCampaigns implements Triggering {
    /// Such a row is no message: it keeps nobody from the next.
    private static final String TOLD_LATE = new Refusal.ToldLate().reason();

    /// @param late whether the move is known too late to start a message
    private record Started(Addressed recipient, boolean late) {}

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
        List<Started> started = new ArrayList<>();
        for (Move move : moves) {
            if (trigger.isStartedBy(move)) {
                reader.read(turn, move.person())
                        .filter(person -> campaign.isMeant(person, turn.now()))
                        .map(person -> addressed(turn, campaign, person))
                        .map(recipient -> new Started(recipient, move.late()))
                        .ifPresent(started::add);
            }
        }
        boolean any = false;
        for (Started one : started) {
            any |= plan(turn, campaign.definition().id(), trigger, one);
        }
        if (any) {
            CampaignRun.startTriggered(turn, campaign.definition().id(), world);
        }
        return any;
    }

    private Addressed addressed(Turn turn, LiveCampaign campaign, Person person) {
        return Addressed.of(campaign.definition(), person, turn.now(), vault, draw.get());
    }

    private boolean plan(Turn turn, String campaign, CampaignTrigger trigger, Started started) {
        Addressed recipient = started.recipient();
        List<LedgerEntry> occasions = ledger.occasions(turn, campaign, recipient.address());
        if (isTooSoon(occasions, trigger, turn.now())) {
            return false;
        }
        LedgerEntry.Key key =
                occasions.stream()
                        .map(LedgerEntry::key)
                        .max(Comparator.comparingLong(LedgerEntry.Key::occasion))
                        .map(LedgerEntry.Key::next)
                        .orElseGet(() -> new LedgerEntry.Key(campaign, recipient.address()));
        boolean isPlanned = ledger.plan(turn, key, recipient.person(), recipient.variant());
        if (isPlanned && started.late()) {
            LedgerEntry _ = ledger.settle(turn, key, LedgerState.SKIPPED, TOLD_LATE, turn.now());
        }
        return isPlanned;
    }

    /// Whether an address that has these rows gets no other message yet, or ever.
    static boolean isTooSoon(List<LedgerEntry> occasions, CampaignTrigger trigger, Instant now) {
        Optional<Instant> last =
                occasions.stream()
                        .filter(entry -> !entry.reason().equals(TOLD_LATE))
                        .map(LedgerEntry::plannedAt)
                        .max(Comparator.naturalOrder());
        return last.isPresent()
                && trigger.again().map(again -> now.isBefore(last.get().plus(again))).orElse(true);
    }
}
