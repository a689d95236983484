package io.epistle.collect;

import io.epistle.store.Writer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Drops what has lain in the quarantine too long, while a server runs: at its start and every
/// hour. Where the store refuses, it tries again an hour later.
public final class QuarantineWorker implements AutoCloseable {
    /// Days are dropped, so more often would find nothing.
    private static final long PAUSE_HOURS = 1;

    private static final Logger LOG = System.getLogger(QuarantineWorker.class.getName());

    private final QuarantineStore quarantine;
    private final Writer writer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private QuarantineWorker(QuarantineStore quarantine, Writer writer) {
        this.quarantine = quarantine;
        this.writer = writer;
        this.thread = Thread.ofPlatform().name("epistle-quarantine").unstarted(this::run);
    }

    /// Starts the worker's thread.
    public static QuarantineWorker start(QuarantineStore quarantine, Writer writer) {
        QuarantineWorker worker = new QuarantineWorker(quarantine, writer);
        worker.thread.start();
        return worker;
    }

    private void run() {
        try {
            do {
                expire();
            } while (!closing.await(PAUSE_HOURS, TimeUnit.HOURS));
        } catch (InterruptedException ended) {
            // What is too old now is dropped at the next start.
        }
    }

    private void expire() {
        try {
            long _ = quarantine.retention().expire(writer);
        } catch (RuntimeException refused) {
            LOG.log(Level.ERROR, "The quarantine could not be shortened; trying again", refused);
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
