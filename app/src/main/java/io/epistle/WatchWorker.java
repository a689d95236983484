package io.epistle;

import io.epistle.alert.AlertKind;
import io.epistle.alert.AlertWorker;
import io.epistle.alert.ClockDrift;
import io.epistle.send.Routing;

import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Watches the engine of a server: opens and closes alerts, and says whether the clock can be
/// trusted.
final class WatchWorker implements AutoCloseable {
    private final Engine engine;
    private final ClockDrift drift;
    private final AlertWorker alerts;

    /// A watch that looks when it is told to.
    ///
    /// @param routing where mails are handed over
    /// @param diskBytes the room on the disk
    /// @param nanos a clock that is never set, in nanoseconds from anywhere
    WatchWorker(
            Engine engine, Routing routing, Supplier<OptionalLong> diskBytes, LongSupplier nanos) {
        this.engine = engine;
        this.drift = new ClockDrift(engine.clock, nanos);
        this.alerts =
                new AlertWorker(
                        engine.alerts,
                        new Observing(engine, routing, diskBytes, drift, nanos),
                        drift);
    }

    /// Looks from now on, in a thread of its own.
    static WatchWorker start(Engine engine, Routing routing) {
        DiskStore disk = new DiskStore(engine.folder.path());
        WatchWorker watch = new WatchWorker(engine, routing, disk::usableBytes, System::nanoTime);
        watch.alerts.start();
        return watch;
    }

    /// Looks now.
    void look() {
        alerts.tryToLook();
    }

    /// Whether people may be decided by the clock: not from the moment that it left the monotonic
    /// one until somebody confirms it. A clock that stands, or leaps as the demonstration's does,
    /// is trusted.
    boolean mayDecide() {
        return engine.clock.standsAt().isPresent()
                || (drift.isSteady() && !engine.alerts.isOpen(AlertKind.CLOCK));
    }

    @Override
    public void close() {
        alerts.close();
    }
}
