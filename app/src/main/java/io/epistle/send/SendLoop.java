package io.epistle.send;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Sends what is due as long as a server runs: at once when something was planned, and what waits
/// when its time has come. Where the store refuses, it tries again with a new life of the sender,
/// which takes up what the one that failed had claimed.
public final class SendLoop implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Logger LOG = System.getLogger(SendLoop.class.getName());

    private final Supplier<SendWorker> lives;
    private final Semaphore noted;
    private final Thread thread;
    private volatile boolean closing;

    private SendLoop(Supplier<SendWorker> lives, Semaphore noted) {
        SendWorker first = lives.get();
        this.lives = lives;
        this.noted = noted;
        this.thread = Thread.ofPlatform().name("epistle-send").unstarted(() -> run(first));
    }

    /// Starts the loop's thread.
    ///
    /// @param lives makes a sender with a life of its own
    /// @param noted wakes the sender
    public static SendLoop start(Supplier<SendWorker> lives, Semaphore noted) {
        SendLoop loop = new SendLoop(lives, noted);
        loop.thread.start();
        return loop;
    }

    private void run(SendWorker first) {
        Optional<SendWorker> next = Optional.of(first);
        while (!closing) {
            try {
                next.orElseGet(lives).runUntil(() -> closing);
            } catch (RuntimeException refused) {
                LOG.log(
                        Level.ERROR,
                        "Messages that are due could not be sent; trying again",
                        refused);
                pause();
            }
            next = Optional.empty();
        }
    }

    private void pause() {
        try {
            int _ = noted.drainPermits();
            boolean _ = noted.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            // What is due now is so at the next start.
            closing = true;
        }
    }

    /// Claims no more; what is under way ends.
    public void drain() {
        closing = true;
        noted.release();
    }

    /// Ends the loop behind the messages that are under way.
    @Override
    public void close() {
        drain();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
