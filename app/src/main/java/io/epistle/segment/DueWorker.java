package io.epistle.segment;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/// Decides people anew the moment their answers lapse, while a server runs: nobody has to ask, and
/// nothing is rebuilt at night. Where the store refuses, it tries again.
public final class DueWorker implements AutoCloseable {
    /// A full disk is not freed by asking more often.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Logger LOG = System.getLogger(DueWorker.class.getName());

    private final DueTimes dueTimes;
    private final Sweep sweep;
    private final InstantSource clock;
    private final BooleanSupplier mayDecide;
    private final Thread thread;
    private volatile boolean closing;

    private DueWorker(
            DueTimes dueTimes, Sweep sweep, InstantSource clock, BooleanSupplier mayDecide) {
        this.dueTimes = dueTimes;
        this.sweep = sweep;
        this.clock = clock;
        this.mayDecide = mayDecide;
        this.thread = Thread.ofPlatform().name("epistle-due").unstarted(this::run);
    }

    /// Starts the worker's thread.
    ///
    /// @param mayDecide whether `clock` can be trusted; where it cannot, nobody is decided, and it
    ///   is asked again a moment later
    public static DueWorker start(
            DueTimes dueTimes, Sweep sweep, InstantSource clock, BooleanSupplier mayDecide) {
        DueWorker worker = new DueWorker(dueTimes, sweep, clock, mayDecide);
        worker.thread.start();
        return worker;
    }

    private void run() {
        try {
            while (!closing) {
                dueTimes.await(clock);
                if (mayDecide.getAsBoolean()) {
                    decide();
                } else {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException ended) {
            // Whoever is due now is so at the next start.
        }
    }

    private void decide() throws InterruptedException {
        try {
            long _ = sweep.due(clock.instant());
        } catch (RuntimeException refused) {
            LOG.log(Level.ERROR, "People who are due could not be decided; trying again", refused);
            Thread.sleep(PAUSE);
        }
    }

    /// Ends the worker behind the turn it is in.
    @Override
    public void close() {
        closing = true;
        dueTimes.wake();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
