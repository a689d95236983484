package io.epistle.collect.http;

import io.epistle.event.Admission.Reason;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Requests of which nothing was stored: how many by source, and the reasons of the latest. Kept in
/// memory alone, since a stranger may cause any number of them. Thread-safe.
public final class Rejections {
    /// Enough to see what goes wrong.
    public static final int SAMPLE_MAX = 100;

    /// The name under which requests without a known source are counted.
    public static final String NO_SOURCE = "";

    /// One rejected request; nothing of its content.
    ///
    /// @param at when it came
    /// @param source whose key it bore; [#NO_SOURCE] where it bore none that is known
    /// @param status what was answered
    /// @param reason what was wrong
    public record Rejection(Instant at, String source, int status, Reason reason) {}

    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final Deque<Rejection> sample = new ArrayDeque<>();

    /// Counts one.
    synchronized void add(Rejection rejection) {
        counts.merge(rejection.source(), 1L, Long::sum);
        if (sample.size() == SAMPLE_MAX) {
            sample.removeFirst();
        }
        sample.addLast(rejection);
    }

    /// How many since the start, by source.
    public synchronized SortedMap<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /// The latest, oldest first.
    public synchronized List<Rejection> sample() {
        return List.copyOf(sample);
    }
}
