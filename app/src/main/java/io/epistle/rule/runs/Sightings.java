package io.epistle.rule.runs;

import io.epistle.event.Fact;

import java.util.Arrays;
import java.util.List;

/// Facts of one kind in order of time, with their times at hand.
final class Sightings {
    static final Sightings NONE = new Sightings(List.of());

    private final List<Fact> facts;
    private final long[] times;

    /// @param facts ascending by time
    Sightings(List<Fact> facts) {
        this.facts = facts;
        this.times = new long[facts.size()];
        for (int index = 0; index < times.length; index++) {
            times[index] = facts.get(index).occurredAt().toEpochMilli();
        }
    }

    private Sightings(List<Fact> facts, long[] times) {
        this.facts = facts;
        this.times = times;
    }

    /// These and one more.
    Sightings plus(Fact fact) {
        long time = fact.occurredAt().toEpochMilli();
        int place = countUntil(time);
        while (place > 0 && Fact.BY_TIME.compare(facts.get(place - 1), fact) > 0) {
            place--;
        }
        int size = times.length;
        long[] moreTimes = Arrays.copyOf(times, size + 1);
        System.arraycopy(times, place, moreTimes, place + 1, size - place);
        moreTimes[place] = time;
        Fact[] more = facts.toArray(new Fact[size + 1]);
        System.arraycopy(more, place, more, place + 1, size - place);
        more[place] = fact;
        return new Sightings(Arrays.asList(more), moreTimes);
    }

    int size() {
        return times.length;
    }

    long time(int index) {
        return times[index];
    }

    Fact fact(int index) {
        return facts.get(index);
    }

    /// How many happened by `at`, those of that very millisecond included.
    int countUntil(long at) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// Those that happened after `at`.
    Sightings after(long at) {
        int from = countUntil(at);
        return from == 0 ? this : part(from, times.length);
    }

    /// Those timed in `[from, until)`.
    Sightings between(long from, long until) {
        int low = from == Long.MIN_VALUE ? 0 : countUntil(from - 1);
        int high = until == Long.MAX_VALUE ? times.length : countUntil(until - 1);
        return part(low, Math.max(low, high));
    }

    private Sightings part(int from, int until) {
        return new Sightings(facts.subList(from, until), Arrays.copyOfRange(times, from, until));
    }
}
