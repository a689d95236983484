package io.epistle.store;

import io.epistle.vault.VaultException;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// The single writer. It takes what is waiting, decides it in order as one [Turn], lets the
/// [Decider] complete the turn, commits it in one atomic synced write, and only then answers.
/// Whatever fails takes nothing else with it.
public final class Writer implements AutoCloseable {
    /// The turns so far, by number: when each was decided.
    public static final Table<Long, Instant> TURNS =
            new Table<>(
                    "turns",
                    Codec.LONG,
                    Codec.of(
                            (now, out) -> out.writeZigzag(now.toEpochMilli()),
                            in -> Instant.ofEpochMilli(in.readZigzag())));

    /// Changes that wait without having been weighed; beyond it the asker waits for room.
    public static final int INBOX_MAX = 65_536;

    /// What was offered and lies in memory while the disk is slow; beyond it the asker is told to
    /// come again.
    public static final int OFFERED_BYTES_MAX = 64 << 20;

    /// A turn's size: enough to share one sync among many, small enough to answer the first soon.
    public static final int TURN_BYTES_MAX = 10 << 20;

    /// What a change counts in a turn where nobody weighed it.
    private static final int CHANGE_BYTES = 1_024;

    private record Asked<R>(
            Change<R> change, int bytes, Runnable leave, CompletableFuture<R> answer) {
        /// Decides, and returns what tells the asker once the turn is durable.
        Runnable decide(Turn turn) {
            R result = change.decide(turn);
            return () -> answer.complete(result);
        }
    }

    private final RocksStore store;
    private final Decider decider;
    private final Consumer<Turn> beforeCommit;
    private final InstantSource clock;
    private final BlockingQueue<Asked<?>> inbox = new LinkedBlockingQueue<>();
    private final Semaphore places = new Semaphore(INBOX_MAX);
    private final Semaphore offered = new Semaphore(OFFERED_BYTES_MAX);
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean ended;
    private long lastTurn;
    private Instant lastNow;

    private Writer(
            RocksStore store, Decider decider, Consumer<Turn> beforeCommit, InstantSource clock) {
        this.store = store;
        this.decider = decider;
        this.beforeCommit = beforeCommit;
        this.clock = clock;
        LastTurn last = LastTurn.read(store);
        this.lastTurn = last.number();
        this.lastNow = last.now();
        this.thread = Thread.ofPlatform().name("epistle-writer").unstarted(this::run);
    }

    private record LastTurn(long number, Instant now) {
        static LastTurn read(Rows store) {
            // Only the last row is kept, so this is one read.
            List<Rows.Row<Long, Instant>> rows = store.list(TURNS, new byte[0], 1);
            return rows.isEmpty()
                    ? new LastTurn(0, Instant.EPOCH)
                    : new LastTurn(rows.getFirst().key(), rows.getFirst().value());
        }
    }

    /// Starts the writer's thread.
    ///
    /// @param beforeCommit makes durable what must be so before a turn is, such as the vault's new
    ///   keys
    /// @param clock the wall clock, or a standing one in demos and tests
    public static Writer start(
            RocksStore store, Decider decider, Consumer<Turn> beforeCommit, InstantSource clock) {
        Writer writer = new Writer(store, decider, beforeCommit, clock);
        writer.thread.start();
        return writer;
    }

    /// The time of the last turn that wrote something; the epoch where none did.
    public static Instant lastNow(Rows rows) {
        return LastTurn.read(rows).now();
    }

    /// Asks for a change; the future completes when it is durable, or with the reason why it is
    /// not. Blocks while the inbox is full.
    public <R> CompletableFuture<R> submit(Change<R> change) {
        if (closing) {
            throw new IllegalStateException("the writer is closed");
        }
        try {
            places.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the inbox was full", interrupted);
        }
        return enter(new Asked<>(change, CHANGE_BYTES, places::release, new CompletableFuture<>()));
    }

    /// Asks for a change unless too much is waiting already; never blocks. What is offered here
    /// takes no room from what is submitted.
    ///
    /// @param bytes about how much memory the change holds until it is durable
    /// @return absent where there is no room, or the writer is closed: then nothing is done
    public <R> Optional<CompletableFuture<R>> offer(int bytes, Change<R> change) {
        int weight = Math.clamp(bytes, CHANGE_BYTES, OFFERED_BYTES_MAX);
        if (closing || !offered.tryAcquire(weight)) {
            return Optional.empty();
        }
        return Optional.of(
                enter(
                        new Asked<>(
                                change,
                                weight,
                                () -> offered.release(weight),
                                new CompletableFuture<>())));
    }

    private <R> CompletableFuture<R> enter(Asked<R> asked) {
        inbox.add(asked);
        if (ended) {
            refuseWaiting();
        }
        return asked.answer();
    }

    /// Asks for a change and waits for it.
    public <R> R apply(Change<R> change) {
        try {
            return submit(change).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    /// How many changes wait to be decided.
    public int waiting() {
        return inbox.size();
    }

    /// Whether changes are still decided.
    public boolean isAlive() {
        return !ended;
    }

    /// Decides and commits what is waiting, then stops.
    @Override
    public void close() {
        if (closing) {
            return;
        }
        boolean _ = apply(_ -> closing = true);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing || !inbox.isEmpty()) {
                List<Asked<?>> batch = take();
                try {
                    decideAndCommit(batch);
                } catch (Throwable failed) {
                    // Whoever waits is told, and the next turn may succeed.
                    batch.forEach(asked -> asked.answer().completeExceptionally(failed));
                } finally {
                    batch.forEach(asked -> asked.leave().run());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            closing = true;
            ended = true;
            refuseWaiting();
        }
    }

    private List<Asked<?>> take() throws InterruptedException {
        List<Asked<?>> batch = new ArrayList<>();
        Asked<?> next = inbox.take();
        long bytes = 0;
        while (next != null) {
            batch.add(next);
            bytes += next.bytes();
            next = bytes < TURN_BYTES_MAX ? inbox.poll() : null;
        }
        return batch;
    }

    /// Tells those who came too late; nobody waits for a writer that is gone.
    private void refuseWaiting() {
        for (Asked<?> asked = inbox.poll(); asked != null; asked = inbox.poll()) {
            asked.leave().run();
            asked.answer().completeExceptionally(new IllegalStateException("the writer is closed"));
        }
    }

    private void decideAndCommit(List<Asked<?>> batch) {
        List<Asked<?>> waiting = new ArrayList<>(batch);
        while (!waiting.isEmpty()) {
            Instant wall = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Instant now = wall.isBefore(lastNow) ? lastNow : wall;
            Turn turn = new Turn(store, now);
            List<Runnable> answers = new ArrayList<>(waiting.size());
            Asked<?> refused = decideAll(turn, waiting, answers);
            if (refused != null) {
                waiting.remove(refused);
                continue;
            }
            try {
                decider.complete(turn);
                if (!turn.isEmpty()) {
                    turn.delete(TURNS, lastTurn);
                    turn.put(TURNS, lastTurn + 1, now);
                }
                beforeCommit.accept(turn);
                turn.commit();
            } catch (StoreException | VaultException refusedByDisk) {
                waiting.forEach(asked -> asked.answer().completeExceptionally(refusedByDisk));
                return;
            } catch (RuntimeException failed) {
                if (waiting.size() == 1) {
                    waiting.getFirst().answer().completeExceptionally(failed);
                } else {
                    // One of them cannot be completed: each goes alone, so that it fails alone.
                    waiting.forEach(asked -> decideAndCommit(List.of(asked)));
                }
                return;
            }
            lastTurn += turn.isEmpty() ? 0 : 1;
            lastNow = now;
            answers.forEach(Runnable::run);
            return;
        }
    }

    /// Decides all, or returns the first that refuses, its asker told.
    private static @Nullable Asked<?> decideAll(
            Turn turn, List<Asked<?>> waiting, List<Runnable> answers) {
        for (Asked<?> asked : waiting) {
            try {
                answers.add(asked.decide(turn));
            } catch (RuntimeException refusal) {
                asked.answer().completeExceptionally(refusal);
                return asked;
            }
        }
        return null;
    }
}
