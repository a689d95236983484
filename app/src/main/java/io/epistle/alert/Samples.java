package io.epistle.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Samples of the counters, from which it is told what happened within a window: not since the
/// process started, nor since the store was made.
///
/// @param past those kept, the oldest first
/// @param now what the counters say now
record Samples(List<Sample> past, Sample now) {
    /// How often the counters are kept.
    static final Duration STEP = Duration.ofMinutes(5);

    /// As far back as any window reaches, and a little more.
    static final Duration KEPT = Conditions.SILENCE.plus(Conditions.DAY).plus(Duration.ofHours(1));

    /// Between two samples further apart no server looked.
    private static final Duration GAP = STEP.multipliedBy(3);

    Samples {
        past = List.copyOf(past);
    }

    /// By how much a counter grew within a window up to now, as far as it was counted; 0 where it
    /// fell.
    long growth(String name, Duration window) {
        return growth(name, window, Duration.ZERO);
    }

    /// By how much a counter grew between two moments that lie so long ago.
    long growth(String name, Duration from, Duration until) {
        return Math.max(0, back(until).count(name) - back(from).count(name));
    }

    /// The newest sample that is at least so old; the oldest where none is.
    private Sample back(Duration age) {
        if (age.isZero()) {
            return now;
        }
        Instant at = now.at().minus(age);
        Sample found = past.isEmpty() ? now : past.getFirst();
        for (Sample sample : past) {
            if (!sample.at().isAfter(at)) {
                found = sample;
            }
        }
        return found;
    }

    /// Since when a counter has said what it says now, as far as samples reach.
    Instant unchangedSince(String name) {
        Instant since = now.at();
        for (Sample sample : past.reversed()) {
            if (sample.count(name) != now.count(name)) {
                return since;
            }
            since = sample.at();
        }
        return since;
    }

    /// Whether a server looked all the time of a window up to now.
    boolean isWatched(Duration window) {
        Instant from = now.at().minus(window);
        Instant last = now.at();
        for (Sample sample : past.reversed()) {
            if (Duration.between(sample.at(), last).compareTo(GAP) > 0) {
                return false;
            }
            last = sample.at();
            if (!last.isAfter(from)) {
                return true;
            }
        }
        return false;
    }

    /// Whether what the counters say now is to be kept.
    boolean isDue() {
        return past.isEmpty() || !now.at().isBefore(past.getLast().at().plus(STEP));
    }

    /// The samples to be kept from now on, the newest among them.
    List<Sample> kept() {
        List<Sample> kept = new ArrayList<>();
        for (Sample sample : past) {
            if (!sample.at().isBefore(now.at().minus(KEPT))) {
                kept.add(sample);
            }
        }
        kept.add(now);
        return kept;
    }
}
