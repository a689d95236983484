package io.epistle.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Drops what need not be kept any longer, while a server runs: at its start and every hour. Where
/// the store refuses, it tries again an hour later.
public final class RetentionWorker implements AutoCloseable {
    /// Days are dropped, so more often would find nothing.
    private static final long PAUSE_HOURS = 1;

    private static final Logger LOG = System.getLogger(RetentionWorker.class.getName());

    private final List<Retention> retentions;
    private final Writer writer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private RetentionWorker(List<Retention> retentions, Writer writer) {
        this.retentions = List.copyOf(retentions);
        this.writer = writer;
        this.thread = Thread.ofPlatform().name("epistle-retention").unstarted(this::run);
    }

    /// Starts the worker's thread.
    public static RetentionWorker start(List<Retention> retentions, Writer writer) {
        RetentionWorker worker = new RetentionWorker(retentions, writer);
        worker.thread.start();
        return worker;
    }

    private void run() {
        try {
            do {
                shorten();
            } while (!closing.await(PAUSE_HOURS, TimeUnit.HOURS));
        } catch (InterruptedException ended) {
            // What is too old now is dropped at the next start.
        }
    }

    private void shorten() {
        for (Retention retention : retentions) {
            try {
                long _ = retention.shorten(writer);
            } catch (RuntimeException refused) {
                LOG.log(Level.ERROR, "What is old could not be dropped; trying again", refused);
            }
        }
    }

    /// Ends the worker behind the turn it is in.
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
