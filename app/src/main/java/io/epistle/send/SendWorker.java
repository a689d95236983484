package io.epistle.send;

import io.epistle.identity.PeopleStore;
import io.epistle.profile.PersonReader;
import io.epistle.store.Rows;
import io.epistle.store.TimelineStore;
import io.epistle.store.Writer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/// One life of a sender: takes what is due from the outbox as deliveries end, so that a slow
/// recipient holds up nobody else, and brings every message on.
public final class SendWorker {
    /// Messages claimed for each delivery that can be done at once: those being prepared among
    /// them.
    private static final int CLAIMS_PER_DELIVERY = 8;

    /// How long ended deliveries gather before a few places are filled again.
    private static final Duration GATHER = Duration.ofMillis(5);

    /// A clock that is set is noticed this late at most.
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Rows rows;
    private final Writer writer;
    private final InstantSource clock;
    private final Semaphore noted;
    private final Claims claims;
    private final Dispatch dispatch;
    private final int limit;
    private final Semaphore room;
    private long takenAtNanos = System.nanoTime() - GATHER.toNanos();
    private final AtomicReference<Optional<RuntimeException>> failure =
            new AtomicReference<>(Optional.empty());

    /// Begins a life: rows that an earlier one left under way are settled first.
    ///
    /// @param clock tells what is due
    /// @param noted gets a permit when something may be due
    /// @param campaign the only one whose messages are sent; absent for all
    public SendWorker(
            Rows rows,
            Writer writer,
            Ledger ledger,
            PeopleStore people,
            PersonReader reader,
            SentFacts facts,
            Retries retries,
            Exits exits,
            Preparing preparing,
            InstantSource clock,
            Semaphore noted,
            Optional<String> campaign) {
        this.rows = rows;
        this.writer = writer;
        this.clock = clock;
        this.noted = noted;
        long fence =
                writer.apply(turn -> {
                    long next = turn.get(TimelineStore.COUNTERS, "fence").orElse(0L) + 1;
                    turn.put(TimelineStore.COUNTERS, "fence", next);
                    int _ = LedgerRecovery.recover(turn, next);
                    return next;
                });
        this.claims = new Claims(ledger, people, exits, preparing::throttle, campaign, fence);
        this.dispatch =
                new Dispatch(
                        rows, writer, ledger, reader, facts, retries, exits, preparing, claims,
                        fence);
        this.limit = exits.deliveriesMax() * CLAIMS_PER_DELIVERY;
        this.room = new Semaphore(limit);
    }

    /// Sends what is due until nothing is and nothing is under way, or sending is held. What waits
    /// for the pace of its campaign is due.
    ///
    /// @param progress is told the number of messages that were brought on so far
    public void run(LongConsumer progress) {
        run(
                progress,
                () -> room.availablePermits() == limit && claims.isIdle(rows, clock.instant()));
    }

    /// Sends what is due and what becomes so, until it is told to stop: what was claimed by then is
    /// brought on.
    void runUntil(BooleanSupplier stopping) {
        run(_ -> {}, stopping);
    }

    private void run(LongConsumer progress, BooleanSupplier over) {
        long claimed = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (failure.get().isEmpty() && !over.getAsBoolean()) {
                List<LedgerEntry> taken = take();
                taken.forEach(entry -> threads.execute(() -> end(entry)));
                claimed += taken.size();
                progress.accept(claimed - (limit - room.availablePermits()));
                if (taken.isEmpty()) {
                    await(isGathering() ? GATHER : LOOK);
                }
            }
        }
        progress.accept(claimed);
        failure.get()
                .ifPresent(failed -> {
                    throw failed;
                });
    }

    private List<LedgerEntry> take() {
        int free = room.availablePermits();
        if (free == 0 || isGathering() || claims.isIdle(rows, clock.instant())) {
            return List.of();
        }
        takenAtNanos = System.nanoTime();
        List<LedgerEntry> taken = writer.apply(turn -> claims.take(turn, free));
        claims.took(taken);
        room.acquireUninterruptibly(taken.size());
        return taken;
    }

    private boolean isGathering() {
        return room.availablePermits() < limit / 4
                && System.nanoTime() - takenAtNanos < GATHER.toNanos();
    }

    private void end(LedgerEntry entry) {
        try {
            dispatch.end(entry);
        } catch (RuntimeException failed) {
            failure.compareAndSet(Optional.empty(), Optional.of(failed));
        } catch (Error failed) {
            failure.compareAndSet(Optional.empty(), Optional.of(new IllegalStateException(failed)));
        } finally {
            claims.ended(entry);
            room.release();
            noted.release();
        }
    }

    /// Waits until something may be due or a place is free.
    ///
    /// @param most how long at most
    private void await(Duration most) {
        Instant now = clock.instant();
        long millis =
                claims.next(rows, now)
                        .map(next -> Duration.between(now, next).toMillis())
                        .filter(until -> until < most.toMillis())
                        .map(until -> Math.max(1, until))
                        .orElse(most.toMillis());
        try {
            boolean _ = noted.tryAcquire(millis, TimeUnit.MILLISECONDS);
            int _ = noted.drainPermits();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while messages were under way", interrupted);
        }
    }
}
