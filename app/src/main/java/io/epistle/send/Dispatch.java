package io.epistle.send;

import io.epistle.privacy.Addresses;
import io.epistle.privacy.Consents;
import io.epistle.privacy.Permit;
import io.epistle.profile.Person;
import io.epistle.profile.PersonReader;
import io.epistle.store.Rows;
import io.epistle.store.StoreException;
import io.epistle.store.Turn;
import io.epistle.store.Writer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Brings one claimed message as far as it comes: prepares it, delivers it, asks for the permit and
/// commits the hand-over in front of the final dot, and writes down what became of it.
final class Dispatch {
    private static final Logger LOG = System.getLogger(Dispatch.class.getName());

    private final Rows rows;
    private final Writer writer;
    private final Ledger ledger;
    private final PersonReader reader;
    private final SentFacts facts;
    private final Retries retries;
    private final Exits exits;
    private final Preparing preparing;
    private final Claims claims;
    private final long fence;

    Dispatch(
            Rows rows,
            Writer writer,
            Ledger ledger,
            PersonReader reader,
            SentFacts facts,
            Retries retries,
            Exits exits,
            Preparing preparing,
            Claims claims,
            long fence) {
        this.rows = rows;
        this.writer = writer;
        this.ledger = ledger;
        this.reader = reader;
        this.facts = facts;
        this.retries = retries;
        this.exits = exits;
        this.preparing = preparing;
        this.claims = claims;
        this.fence = fence;
    }

    /// Brings a row on; when this returns it is claimed no more.
    void end(LedgerEntry entry) {
        Optional<Preparation> prepared = prepared(entry);
        if (prepared.isEmpty()) {
            later(entry, "not prepared", Optional.empty());
            return;
        }
        switch (prepared.get()) {
            case Preparation.Wait(String reason, Instant until) ->
                    write(turn -> {
                        claims.wasted(turn, entry);
                        ledger.postpone(turn, entry.key(), fence, reason, until);
                    });
            case Preparation.Skip(String reason) -> write(turn -> skip(turn, entry, reason));
            case Preparation.Fail(String reason) -> settle(entry, LedgerState.FAILED, reason);
            case Preparation.Ready ready -> deliver(entry, ready);
        }
    }

    /// One message that cannot be prepared, for a fault of ours, holds up no other: it is tried
    /// again as one that a server deferred.
    private Optional<Preparation> prepared(LedgerEntry entry) {
        try {
            return Optional.of(preparing.prepare(entry));
        } catch (StoreException refused) {
            throw refused;
        } catch (RuntimeException fault) {
            LOG.log(
                    Level.ERROR,
                    "A message of the campaign "
                            + entry.key().campaign()
                            + " could not be prepared; it is tried again",
                    fault);
            return Optional.empty();
        }
    }

    private void deliver(LedgerEntry entry, Preparation.Ready ready) {
        Outlet outlet = exits.outlet(rows, ready.envelope().recipient());
        DeliveryOutcome outcome =
                exits.channel(outlet)
                        .deliver(
                                ready.envelope(),
                                ready.message().bytes(),
                                () -> writer.apply(turn -> hand(turn, entry, ready, outlet)));
        switch (outcome) {
            case DeliveryOutcome.Accepted _ ->
                    write(turn -> {
                        LedgerEntry ended =
                                ledger.settle(
                                        turn,
                                        entry.key(),
                                        outlet.taken(),
                                        outlet.reason(),
                                        turn.now());
                        facts.tell(turn, ended, ready.said());
                    });
            case DeliveryOutcome.Deferred deferred ->
                    later(
                            entry,
                            "deferred %s".formatted(deferred.reply().code()),
                            deferred.retryAfter());
            case DeliveryOutcome.Unsent unsent ->
                    later(
                            entry,
                            unsent.stage() == Stage.MAIL ? "sender refused" : "not connected",
                            Optional.empty());
            case DeliveryOutcome.Rejected rejected ->
                    settle(
                            entry,
                            LedgerState.FAILED,
                            "rejected %s".formatted(rejected.reply().code()));
            case DeliveryOutcome.Uncertain _ ->
                    write(turn -> ledger.doubt(turn, entry.key(), "connection lost"));
            case DeliveryOutcome.Withheld _ -> {
                // The turn that withheld it has written why.
            }
        }
    }

    /// Decides, in the very turn that commits the hand-over, whether the message may still go out.
    /// Where what it was prepared from is no longer so, it is prepared anew.
    ///
    /// @param outlet where it is about to be handed over
    private boolean hand(Turn turn, LedgerEntry entry, Preparation.Ready ready, Outlet outlet) {
        Optional<Person> person = reader.reread(turn, ready.person());
        if (person.isEmpty()) {
            skip(turn, entry, CampaignDrafts.ERASED);
            return false;
        }
        boolean isStale =
                claims.isStopped(turn)
                        || Cancellation.concerns(turn, entry)
                        || exits.outlet(turn, ready.envelope().recipient()) != outlet
                        || !ready.holds().test(turn.now())
                        || isMailedSince(person.get(), ready);
        if (isStale) {
            claims.wasted(turn, entry);
            ledger.unclaim(turn, entry.key(), fence);
            return false;
        }
        return switch (Permit.request(
                turn,
                entry.person(),
                entry.key().address(),
                ready.purpose(),
                ready.topic(),
                consents(person.get(), ready, turn.now()))) {
            case Permit.Decision.Granted(Permit permit) ->
                    ledger.hand(turn, entry.key(), fence, permit, outlet);
            case Permit.Decision.Refused(String reason) -> {
                skip(turn, entry, reason);
                yield false;
            }
        };
    }

    private static boolean isMailedSince(Person person, Preparation.Ready ready) {
        return person != ready.person()
                && SentFacts.count(person.timeline()) != SentFacts.count(ready.person().timeline());
    }

    /// What the person has agreed to by now. Folded anew only where something was told of them
    /// since, or a fact that had been timed ahead has come.
    private static Consents consents(Person person, Preparation.Ready ready, Instant now) {
        boolean isSame =
                person == ready.person()
                        && person.timeline()
                                .nextAfter(ready.moment())
                                .filter(next -> !next.isAfter(now))
                                .isEmpty();
        return isSame
                ? ready.consents()
                : Addresses.of(person.timeline(), now)
                        .consents(ready.envelope().recipient().text());
    }

    private void skip(Turn turn, LedgerEntry entry, String reason) {
        claims.wasted(turn, entry);
        LedgerEntry _ = ledger.settle(turn, entry.key(), LedgerState.SKIPPED, reason, turn.now());
    }

    private void later(LedgerEntry entry, String reason, Optional<Duration> asked) {
        Duration wait = asked.orElseGet(() -> retries.after(entry.attempts()));
        write(turn -> {
            boolean isOver = retries.areOver(entry);
            LedgerEntry _ =
                    ledger.settle(
                            turn,
                            entry.key(),
                            isOver ? LedgerState.FAILED : LedgerState.DEFERRED,
                            isOver ? reason + ", given up" : reason,
                            turn.now().plus(wait));
        });
    }

    private void settle(LedgerEntry entry, LedgerState state, String reason) {
        write(turn -> ledger.settle(turn, entry.key(), state, reason, turn.now()));
    }

    private interface Change {
        void in(Turn turn);
    }

    private void write(Change change) {
        boolean _ =
                writer.apply(turn -> {
                    change.in(turn);
                    return true;
                });
    }
}
