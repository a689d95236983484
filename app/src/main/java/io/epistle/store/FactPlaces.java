package io.epistle.store;

import io.epistle.event.StemId;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// Where the last facts of the log lie, so that one can be found again by its number alone: some 4
/// MB for [#KEPT] of them, however large they are. Thread-safe.
final class FactPlaces {
    /// Enough for whoever watched some facts arrive to come back to them after an hour.
    static final int KEPT = 100_000;

    private final long[] sequences = new long[KEPT];
    private final long[] stems = new long[2 * KEPT];
    private final long[] turns = new long[KEPT];
    private final long[] times = new long[KEPT];

    FactPlaces() {
        Arrays.fill(sequences, -1);
    }

    /// Where a fact lies.
    ///
    /// @param stem the timeline it lies in
    /// @param turn the sequence of the first fact of its turn
    /// @param decidedAt the time of that turn
    record Place(StemId stem, long turn, Instant decidedAt) {}

    synchronized void add(long sequence, Place place) {
        int at = (int) (sequence % KEPT);
        sequences[at] = sequence;
        stems[2 * at] = place.stem().high();
        stems[2 * at + 1] = place.stem().low();
        turns[at] = place.turn();
        times[at] = place.decidedAt().toEpochMilli();
    }

    /// Where the fact of a number lies; absent where it is not among the last.
    synchronized Optional<Place> find(long sequence) {
        int at = (int) (sequence % KEPT);
        return sequence < 0 || sequences[at] != sequence
                ? Optional.empty()
                : Optional.of(
                        new Place(
                                new StemId(stems[2 * at], stems[2 * at + 1]),
                                turns[at],
                                Instant.ofEpochMilli(times[at])));
    }
}
