package io.epistle.collect;

import io.epistle.definition.Fields;
import io.epistle.definition.Form;

import java.util.Optional;

/// How much a source may bring, as a bucket of tokens: each event takes one, and they come back
/// evenly.
///
/// @param eventsPerSecond how many come back in a second, 1 to [#RATE_MAX]
/// @param burst how many the bucket holds: events that may come at once after a silence, 1 to
///   [#BURST_MAX]; a larger batch is taken when the bucket is full, and what it took too much has
///   to come back first
public record SourceLimit(long eventsPerSecond, long burst) {
    /// More than one machine makes durable.
    public static final long RATE_MAX = 1_000_000;

    /// Ten seconds of the highest rate.
    public static final long BURST_MAX = 10 * RATE_MAX;

    /// Where nothing is said, what comes in this time may come at once.
    private static final long BURST_SECONDS = 10;

    public SourceLimit {
        require("events-per-second", eventsPerSecond, RATE_MAX);
        require("burst", burst, BURST_MAX);
    }

    private static void require(String name, long found, long most) {
        if (found < 1 || found > most) {
            throw new IllegalArgumentException(
                    "found %s %d, expected 1 to %d".formatted(name, found, most));
        }
    }

    static Optional<SourceLimit> read(Fields fields) {
        long rate = fields.required("events-per-second", Form.whole(1, RATE_MAX));
        Optional<Long> burst = fields.optional("burst", Form.whole(1, BURST_MAX));
        return fields.build(() -> new SourceLimit(rate, burst.orElse(BURST_SECONDS * rate)));
    }
}
