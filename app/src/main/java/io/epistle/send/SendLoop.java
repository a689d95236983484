package io.epistle.send;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Sends what is due as long as a server runs: at once when something was planned, and what was
/// deferred when its time has come. Where the store refuses, it tries again.
public final class SendLoop implements AutoCloseable {
    /// Deferred messages and a clock that is set are noticed this late at most.
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Logger LOG = System.getLogger(SendLoop.class.getName());

    private final Supplier<SendWorker> lives;
    private final Routing routing;
    private final Channel mailbox;
    private final SendWorker.Preparing preparing;
    private final InstantSource clock;
    private final Semaphore noted;
    private final Thread thread;
    private SendWorker worker;
    private boolean failed;
    private volatile boolean closing;

    private SendLoop(
            Supplier<SendWorker> lives,
            Routing routing,
            Channel mailbox,
            SendWorker.Preparing preparing,
            InstantSource clock,
            Semaphore noted) {
        this.lives = lives;
        this.worker = lives.get();
        this.routing = routing;
        this.mailbox = mailbox;
        this.preparing = preparing;
        this.clock = clock;
        this.noted = noted;
        this.thread = Thread.ofPlatform().name("epistle-send").unstarted(this::run);
    }

    /// Starts the loop's thread. The channels stay their caller's.
    ///
    /// @param lives makes a sender with a life of its own; another one where one failed, which
    ///   takes up what that one had claimed
    /// @param routing decides where each message is handed over
    /// @param mailbox the way to the built-in mailbox
    /// @param noted gets a permit when something was planned
    public static SendLoop start(
            Supplier<SendWorker> lives,
            Routing routing,
            Channel mailbox,
            SendWorker.Preparing preparing,
            InstantSource clock,
            Semaphore noted) {
        SendLoop loop = new SendLoop(lives, routing, mailbox, preparing, clock, noted);
        loop.thread.start();
        return loop;
    }

    private void run() {
        try {
            while (!closing) {
                send();
                boolean _ = noted.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                int _ = noted.drainPermits();
            }
        } catch (InterruptedException ended) {
            // What is due now is so at the next start.
        }
    }

    private void send() {
        try {
            if (failed) {
                worker = lives.get();
                failed = false;
            }
            worker.run(routing, mailbox, preparing, clock.instant(), _ -> {}, () -> closing);
        } catch (RuntimeException refused) {
            failed = true;
            LOG.log(Level.ERROR, "Messages that are due could not be sent; trying again", refused);
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
