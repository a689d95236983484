package io.epistle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What SIGTERM and Ctrl-C mean to a command that serves: it stops serving, closes what it opened,
/// and only then the process ends. A command that does not serve yet ends at once. Opened first and
/// so closed last.
final class StopSignal implements AutoCloseable {
    /// What is under way gets this long; then the process ends as by a kill, which loses nothing.
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private volatile boolean awaited;

    private StopSignal() {}

    /// Listens from now on.
    static StopSignal listen() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::tell, "epistle-stop"));
        return signal;
    }

    private void tell() {
        told.countDown();
        if (!awaited) {
            return;
        }
        try {
            boolean _ = closed.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until the process is told to stop.
    void await() throws InterruptedException {
        awaited = true;
        told.await();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
