package io.epistle.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How long requests took, as a histogram by what they asked for. Thread-safe.
public final class RequestTimes {
    /// Upper bounds in seconds: from a page that lies in memory to one that nobody waits for.
    private static final double[] BOUNDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private static final double NANOS_PER_SECOND = 1e9;

    private static final class Times {
        final long[] counts = new long[BOUNDS.length];
        long count;
        double sum;
    }

    private final SortedMap<String, Times> byKind = new TreeMap<>();

    /// Counts one request.
    ///
    /// @param kind what it asked for: one of a handful of words
    synchronized void add(String kind, long nanos) {
        Times times = byKind.computeIfAbsent(kind, _ -> new Times());
        double seconds = nanos / NANOS_PER_SECOND;
        int first = Arrays.binarySearch(BOUNDS, seconds);
        for (int bound = first < 0 ? -first - 1 : first; bound < BOUNDS.length; bound++) {
            times.counts[bound]++;
        }
        times.count++;
        times.sum += seconds;
    }

    /// The histogram so far.
    public synchronized Metric metric() {
        List<Metric.Sample> samples = new ArrayList<>();
        byKind.forEach((kind, times) -> {
            for (int bound = 0; bound < BOUNDS.length; bound++) {
                samples.add(
                        bucket(kind, String.valueOf(BOUNDS[bound]), (double) times.counts[bound]));
            }
            samples.add(bucket(kind, "+Inf", (double) times.count));
            samples.add(new Metric.Sample("_sum", kind(kind), times.sum));
            samples.add(new Metric.Sample("_count", kind(kind), (double) times.count));
        });
        return new Metric(
                "epistle_request_seconds",
                Metric.Kind.HISTOGRAM,
                "How long requests took to be answered, by what they asked for.",
                samples);
    }

    private static Metric.Sample bucket(String kind, String bound, double count) {
        SortedMap<String, String> labels = kind(kind);
        labels.put("le", bound);
        return new Metric.Sample("_bucket", labels, count);
    }

    private static SortedMap<String, String> kind(String kind) {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put("kind", kind);
        return labels;
    }
}
