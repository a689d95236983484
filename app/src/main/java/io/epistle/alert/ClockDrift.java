package io.epistle.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// By how much the wall clock left the monotonic one since both were last known to agree: somebody
/// set it, or the machine slept. Small steps, as clocks are kept right, add up to nothing.
/// Thread-safe.
public final class ClockDrift {
    private record Agreement(Instant wall, long nanos) {}

    private final InstantSource wall;
    private final LongSupplier nanos;
    private volatile Agreement agreed;

    /// A drift that counts from now.
    ///
    /// @param nanos a clock that is never set, in nanoseconds from anywhere
    public ClockDrift(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.agreed = agreement();
    }

    private Agreement agreement() {
        return new Agreement(wall.instant(), nanos.getAsLong());
    }

    /// How far the clocks are apart, either way.
    public Duration off() {
        Agreement before = agreed;
        Agreement now = agreement();
        return Duration.between(before.wall(), now.wall())
                .minusNanos(now.nanos() - before.nanos())
                .abs();
    }

    /// Whether the wall clock can be trusted.
    public boolean isSteady() {
        return off().toMillis() / 1e3 <= AlertKind.CLOCK.limit();
    }

    /// Takes the wall clock as right, as it is now.
    void confirm() {
        agreed = agreement();
    }
}
