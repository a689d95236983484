package io.epistle.collect.http;

import io.epistle.collect.SourceLimit;

import java.time.Duration;
import java.time.Instant;

/// The tokens that a source has left under its limit, counted exactly. It begins full. For one
/// thread at a time.
final class EventBucket {
    /// Tokens are counted in parts, of which a rate of one a second gives one each nanosecond.
    private static final long PARTS = 1_000_000_000L;

    private final SourceLimit limit;
    private final long capacity;
    private long level;
    private Instant at;

    EventBucket(SourceLimit limit, Instant now) {
        this.limit = limit;
        this.capacity = limit.burst() * PARTS;
        this.level = capacity;
        this.at = now;
    }

    /// Whether it is one of this limit.
    boolean isOf(SourceLimit other) {
        return limit.equals(other);
    }

    /// Takes a token for each event, or none at all.
    ///
    /// @param events at least 1
    /// @param now by a clock that may be set; what it is set back is no time that passed
    /// @return 0 where they were taken; else the whole seconds until as many can be
    long take(int events, Instant now) {
        refill(now);
        long needed = Math.min(events, limit.burst()) * PARTS;
        if (level >= needed) {
            level -= events * PARTS;
            return 0;
        }
        return Math.ceilDiv(needed - level, limit.eventsPerSecond() * PARTS);
    }

    private void refill(Instant now) {
        long missing = capacity - level;
        Duration elapsed = Duration.between(at, now);
        Duration full = Duration.ofNanos(Math.ceilDiv(missing, limit.eventsPerSecond()));
        if (elapsed.compareTo(full) >= 0) {
            level = capacity;
        } else if (elapsed.isPositive()) {
            level += elapsed.toNanos() * limit.eventsPerSecond();
        }
        at = now;
    }
}
