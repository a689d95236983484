package io.epistle.alert;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Looks at a running engine every [#LOOK] and opens and closes alerts. It waits for nothing that
/// may stand still: what cannot be kept now is shown, and kept later. Nothing that it meets ends
/// it, and it ends nothing.
public final class AlertWorker implements AutoCloseable {
    static final Duration LOOK = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(AlertWorker.class.getName());

    private record Keeping(
            List<Alert> alerts, Optional<Sample> sample, CompletableFuture<Instant> kept) {}

    private final AlertStore store;
    private final Supplier<Observation> observing;
    private final ClockDrift drift;
    private final AlertBook book;
    private final SortedMap<Long, Alert> unkept = new TreeMap<>();
    private final Semaphore ended = new Semaphore(0);
    private final Thread thread;
    private List<Sample> samples;
    private Optional<Sample> unkeptSample = Optional.empty();
    private Optional<Keeping> keeping = Optional.empty();
    private boolean clockHeld;
    private String lastFailure = "";

    /// A worker that looks when it is told to, or by itself once it is started.
    ///
    /// @param observing how the engine stands; may fail
    /// @param drift asked by `observing`; confirmed here, when a hold of the clock is released
    public AlertWorker(AlertStore store, Supplier<Observation> observing, ClockDrift drift) {
        this.store = store;
        this.observing = observing;
        this.drift = drift;
        this.book = store.book();
        this.samples = store.samples();
        this.clockHeld = store.isOpen(AlertKind.CLOCK);
        this.thread = Thread.ofPlatform().name("epistle-alerts").daemon().unstarted(this::run);
    }

    /// Looks from now on, in a thread of its own.
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                tryToLook();
            } while (!ended.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Looks, whatever happens; what goes wrong again and again is logged once.
    public void tryToLook() {
        try {
            look();
            lastFailure = "";
        } catch (RuntimeException failed) {
            String failure = String.valueOf(failed);
            if (!failure.equals(lastFailure)) {
                LOG.log(Level.ERROR, "Alerts could not be looked for; trying again", failed);
            }
            lastFailure = failure;
        }
    }

    private void look() {
        settle();
        Observation seen = observing.get();
        if (clockHeld && seen.held().isEmpty()) {
            drift.confirm();
            clockHeld = false;
            seen = observing.get();
        }
        Samples counted = new Samples(samples, new Sample(seen.now(), seen.counters()));
        for (Alert changed : book.look(seen.now(), Conditions.holding(seen, counted, book))) {
            unkept.put(changed.number(), changed);
        }
        store.show(book.open());
        if (counted.isDue()) {
            samples = counted.kept();
            unkeptSample = Optional.of(counted.now());
        }
        keep();
    }

    /// Finds out what became of what was last handed to the writer.
    private void settle() {
        keeping.filter(it -> it.kept().isDone())
                .ifPresent(done -> {
                    if (!done.kept().isCompletedExceptionally()) {
                        done.alerts().forEach(alert -> unkept.remove(alert.number(), alert));
                        unkeptSample =
                                unkeptSample.filter(it -> !done.sample().equals(Optional.of(it)));
                        clockHeld |= done.alerts().stream().anyMatch(AlertStore::stopsTheClock);
                    }
                    keeping = Optional.empty();
                });
    }

    private void keep() {
        if (keeping.isEmpty() && (!unkept.isEmpty() || unkeptSample.isPresent())) {
            List<Alert> alerts = new ArrayList<>(unkept.values());
            Optional<Sample> sample = unkeptSample;
            keeping = store.keep(alerts, sample).map(kept -> new Keeping(alerts, sample, kept));
        }
    }

    /// Ends the worker behind its look; what is not kept yet is handed to the writer once more.
    @Override
    public void close() {
        ended.release();
        try {
            thread.join();
            settle();
            keep();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
