package io.epistle.send;

import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonRecord;
import io.epistle.privacy.Addresses;
import io.epistle.privacy.Consents;
import io.epistle.privacy.Permit;
import io.epistle.profile.PersonReader;
import io.epistle.store.Rows;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;
import io.epistle.store.Writer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/// Takes what is due from the outbox and brings every message to its end: prepares it, asks for the
/// permit and commits the hand-over in front of the final dot, delivers, and writes down what
/// became of it.
public final class SendWorker {
    /// The name of the fact that a message was accepted by the receiving server, or caught.
    public static final String SENT = "Email Sent";

    /// Under this, the fact of a message that the built-in mailbox took in place of its recipient
    /// says why.
    public static final String CAUGHT = "caught";

    /// Messages claimed at once for each delivery the channel can do at a time.
    private static final int CLAIMS_PER_DELIVERY = 8;

    /// Turns one row into a message, or says why not. Implementations read committed state only and
    /// may be called by many threads.
    public interface Preparing {
        /// Prepares the message of a claimed row.
        Preparation prepare(LedgerEntry entry);
    }

    /// What preparing gave.
    public sealed interface Preparation {
        /// A message that may go out.
        ///
        /// @param envelope from whom and to whom
        /// @param message its bytes
        /// @param purpose what the person must have agreed to
        /// @param topic the topic that they must not have left; empty where it has none
        /// @param said what the fact of the sending will say, beside campaign, variant and send id
        record Ready(
                Envelope envelope, MessageBytes message, String purpose, String topic, Struct said)
                implements Preparation {}

        /// A guard refuses it.
        record Skip(String reason) implements Preparation {}

        /// It cannot be composed.
        record Fail(String reason) implements Preparation {}
    }

    private final Rows rows;
    private final Writer writer;
    private final Ledger ledger;
    private final PeopleStore people;
    private final PersonReader reader;
    private final TimelineStore timelines;
    private final Retries retries;
    private final long fence;

    /// A worker with a life of its own: rows that an earlier life left under way are settled first.
    public SendWorker(
            Rows rows,
            Writer writer,
            Ledger ledger,
            PeopleStore people,
            PersonReader reader,
            TimelineStore timelines,
            Retries retries) {
        this.rows = rows;
        this.writer = writer;
        this.ledger = ledger;
        this.people = people;
        this.reader = reader;
        this.timelines = timelines;
        this.retries = retries;
        this.fence =
                writer.apply(turn -> {
                    long next = turn.get(TimelineStore.COUNTERS, "fence").orElse(0L) + 1;
                    turn.put(TimelineStore.COUNTERS, "fence", next);
                    int _ = ledger.recover(turn, next);
                    return next;
                });
    }

    /// Sends what is due until nothing is, or sending is held.
    ///
    /// @param routing decides where each message is handed over
    /// @param mailbox the way to the built-in mailbox
    /// @param now the time that decides what is due
    /// @param progress is told the number of messages that ended so far
    public void run(
            Routing routing,
            Channel mailbox,
            Preparing preparing,
            Instant now,
            LongConsumer progress) {
        run(routing, mailbox, preparing, now, progress, () -> false);
    }

    /// Sends what is due until nothing is, or until it is to stop: what was claimed by then is
    /// brought to its end.
    void run(
            Routing routing,
            Channel mailbox,
            Preparing preparing,
            Instant now,
            LongConsumer progress,
            BooleanSupplier stopping) {
        int limit = routing.deliveriesMax(mailbox) * CLAIMS_PER_DELIVERY;
        long ended = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!stopping.getAsBoolean() && !ledger.isIdle(rows, now)) {
                List<LedgerEntry> claimed = writer.apply(turn -> claim(turn, limit));
                if (claimed.isEmpty()) {
                    return;
                }
                List<Future<?>> deliveries = new ArrayList<>(claimed.size());
                for (LedgerEntry entry : claimed) {
                    deliveries.add(threads.submit(() -> end(routing, mailbox, preparing, entry)));
                }
                for (Future<?> delivery : deliveries) {
                    join(delivery);
                }
                ended += claimed.size();
                progress.accept(ended);
            }
        }
    }

    private List<LedgerEntry> claim(Turn turn, int limit) {
        return Hold.isHeld(turn) ? List.of() : ledger.claim(turn, fence, limit);
    }

    private static void join(Future<?> delivery) {
        try {
            delivery.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while messages were under way", interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed);
        }
    }

    private void end(Routing routing, Channel mailbox, Preparing preparing, LedgerEntry entry) {
        switch (preparing.prepare(entry)) {
            case Preparation.Skip(String reason) -> settle(entry, LedgerState.SKIPPED, reason);
            case Preparation.Fail(String reason) -> settle(entry, LedgerState.FAILED, reason);
            case Preparation.Ready ready -> deliver(routing, mailbox, entry, ready);
        }
    }

    private void deliver(
            Routing routing, Channel mailbox, LedgerEntry entry, Preparation.Ready ready) {
        Outlet outlet = routing.outlet(rows, ready.envelope().recipient());
        DeliveryOutcome outcome =
                routing.channel(outlet, mailbox)
                        .deliver(
                                ready.envelope(),
                                ready.message().bytes(),
                                () ->
                                        writer.apply(
                                                turn -> hand(turn, entry, ready, routing, outlet)));
        switch (outcome) {
            case DeliveryOutcome.Accepted _ -> taken(entry, outlet, ready.said());
            case DeliveryOutcome.Deferred deferred ->
                    later(
                            entry,
                            "deferred %s".formatted(deferred.reply().code()),
                            deferred.retryAfter());
            case DeliveryOutcome.Unsent unsent -> later(entry, "not connected", Optional.empty());
            case DeliveryOutcome.Rejected rejected ->
                    settle(
                            entry,
                            LedgerState.FAILED,
                            "rejected %s".formatted(rejected.reply().code()));
            case DeliveryOutcome.Uncertain _ -> {
                LedgerEntry _ =
                        writer.apply(turn -> ledger.doubt(turn, entry.key(), "connection lost"));
            }
            case DeliveryOutcome.Withheld _ -> {
                // The turn that withheld it has written why.
            }
        }
    }

    /// Decides, in the very turn that commits the hand-over, whether the message may still go out.
    ///
    /// @param outlet where it is about to be handed over; where that is no longer where it belongs,
    ///   it is prepared anew
    private boolean hand(
            Turn turn, LedgerEntry entry, Preparation.Ready ready, Routing routing, Outlet outlet) {
        if (Hold.isHeld(turn) || routing.outlet(turn, ready.envelope().recipient()) != outlet) {
            ledger.unclaim(turn, entry.key(), fence);
            return false;
        }
        Consents consents =
                reader.read(turn, entry.person())
                        .map(person -> Addresses.of(person.timeline(), turn.now()))
                        .map(addresses -> addresses.consents(ready.envelope().recipient().text()))
                        .orElseGet(Consents::none);
        return switch (Permit.request(
                turn,
                entry.person(),
                entry.key().address(),
                ready.purpose(),
                ready.topic(),
                consents)) {
            case Permit.Decision.Granted(Permit permit) ->
                    ledger.hand(turn, entry.key(), fence, permit, outlet);
            case Permit.Decision.Refused(String reason) -> {
                LedgerEntry _ =
                        ledger.settle(turn, entry.key(), LedgerState.SKIPPED, reason, turn.now());
                yield false;
            }
        };
    }

    private void taken(LedgerEntry entry, Outlet outlet, Struct said) {
        LedgerEntry _ =
                writer.apply(turn -> {
                    LedgerEntry ended =
                            ledger.settle(
                                    turn, entry.key(), outlet.taken(), outlet.reason(), turn.now());
                    people.get(turn, entry.person())
                            .ifPresent(person -> tell(turn, ended, person, said));
                    return ended;
                });
    }

    private void tell(Turn turn, LedgerEntry entry, PersonRecord person, Struct said) {
        PersonRecord.Link stem = person.stems().getFirst();
        timelines.append(turn, stem.stem(), stem.keySlot(), sent(entry, said, turn.now()), 0);
    }

    /// The fact that a message was accepted or caught.
    ///
    /// @param entry its row, as it ended
    /// @param said what it says beside campaign, variant and send id
    public static Event sent(LedgerEntry entry, Struct said, Instant at) {
        Struct.Builder properties = Struct.builder();
        for (int index = 0; index < said.size(); index++) {
            properties.put(said.name(index), said.value(index));
        }
        properties
                .put("campaign_id", entry.key().campaign())
                .put("variant", entry.variant())
                .put("send_id", entry.sendId().toString());
        if (entry.state() == LedgerState.CAUGHT) {
            properties.put(CAUGHT, entry.reason());
        }
        return new Event(
                "epistle",
                "sent:" + entry.sendId(),
                EventType.TRACK,
                SENT,
                List.of(),
                at,
                at,
                Trust.VOUCHED,
                properties.build(),
                Struct.empty(),
                Struct.empty());
    }

    private void later(LedgerEntry entry, String reason, Optional<Duration> asked) {
        Duration wait = asked.orElseGet(() -> retries.after(entry.attempts()));
        LedgerEntry _ =
                writer.apply(turn ->
                        retries.areOver(entry, turn.now())
                                ? ledger.settle(
                                        turn,
                                        entry.key(),
                                        LedgerState.FAILED,
                                        reason + ", given up",
                                        turn.now())
                                : ledger.settle(
                                        turn,
                                        entry.key(),
                                        LedgerState.DEFERRED,
                                        reason,
                                        turn.now().plus(wait)));
    }

    private void settle(LedgerEntry entry, LedgerState state, String reason) {
        LedgerEntry _ =
                writer.apply(turn -> ledger.settle(turn, entry.key(), state, reason, turn.now()));
    }
}
