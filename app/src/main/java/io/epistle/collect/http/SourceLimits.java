package io.epistle.collect.http;

import io.epistle.collect.SourceDefinition;
import io.epistle.collect.SourceLimit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Holds each source to its limit: a request is taken whole or not at all. Kept in memory alone, so
/// that every bucket is full after a start. Thread-safe.
final class SourceLimits {
    private final Map<String, EventBucket> buckets = new HashMap<>();

    /// Takes the events of a request out of the bucket of their source, if it has a limit.
    ///
    /// @param events how many the request brings, good and bad ones alike
    /// @throws Refused where the bucket has not as many
    void take(SourceDefinition source, int events, Instant now) throws Refused {
        if (source.limit().isEmpty() || events == 0) {
            return;
        }
        SourceLimit limit = source.limit().get();
        long seconds = take(source.id(), limit, events, now);
        if (seconds > 0) {
            throw Refused.overLimit(source, limit, events, seconds);
        }
    }

    private synchronized long take(String id, SourceLimit limit, int events, Instant now) {
        return buckets.compute(
                        id,
                        (_, known) ->
                                known != null && known.isOf(limit)
                                        ? known
                                        : new EventBucket(limit, now))
                .take(events, now);
    }
}
