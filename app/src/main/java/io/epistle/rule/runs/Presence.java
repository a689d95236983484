package io.epistle.rule.runs;

/// Facts together with when each of them counts: at any moment those from one index to another do.
final class Presence {
    private final Sightings sightings;
    private final Active active;

    Presence(Sightings sightings, Active active) {
        this.sightings = Active.eligible(active, sightings);
        this.active = active;
    }

    int size() {
        return sightings.size();
    }

    Sightings sightings() {
        return sightings;
    }

    long start(int index) {
        return Active.start(active, sightings.time(index));
    }

    long end(int index) {
        return Active.end(active, sightings.time(index));
    }

    /// How many have started to count by `at`: the index after the last that counts.
    int started(long at) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (start(middle) > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// How many have ceased to count by `at`: the index of the first that counts.
    int ended(long at) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (end(middle) > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// Whether at least `least` and at most `most` count at `at`, and until when that stands.
    Standing counted(long least, long most, long at) {
        boolean held = isCount(least, most, at);
        long moment = at;
        do {
            moment =
                    Math.min(flip(least, moment), most < size() ? flip(most + 1, moment) : FOREVER);
        } while (moment < FOREVER && isCount(least, most, moment) == held);
        return new Standing(held, moment);
    }

    private static final long FOREVER = Standing.FOREVER;

    private boolean isCount(long least, long most, long at) {
        int count = started(at) - ended(at);
        return count >= least && count <= most;
    }

    /// The first moment after `at` at which "at least `number` count" changes.
    private long flip(long number, long at) {
        if (number <= 0 || number > size()) {
            return FOREVER;
        }
        int wanted = (int) number;
        int started = started(at);
        return started - ended(at) >= wanted ? lapse(wanted, started) : begin(wanted, started);
    }

    /// True stands until the `wanted`-th newest leaves, unless newer ones have come by then.
    private long lapse(int wanted, int started) {
        int newest = started;
        while (newest < size() && start(newest) <= end(newest - wanted)) {
            newest++;
        }
        return end(newest - wanted);
    }

    /// False stands until a fact starts to count while enough before it still do.
    private long begin(int wanted, int started) {
        for (int newest = Math.max(started, wanted - 1); newest < size(); newest++) {
            if (end(newest + 1 - wanted) > start(newest)) {
                return start(newest);
            }
        }
        return FOREVER;
    }
}
