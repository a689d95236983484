package io.epistle.bench;

import java.util.ArrayList;
import java.util.List;

/// Times of single requests, added by many threads.
final class Latencies {
    private final List<Long> nanos = new ArrayList<>();

    synchronized void add(long time) {
        nanos.add(time);
    }

    synchronized void clear() {
        nanos.clear();
    }

    /// The time that a part of the requests stayed within, in milliseconds; NaN where there was
    /// none.
    ///
    /// @param part 0 to 1
    synchronized double millis(double part) {
        if (nanos.isEmpty()) {
            return Double.NaN;
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, part * sorted.size())) / 1e6;
    }
}
