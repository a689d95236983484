package io.epistle.store;

import io.epistle.event.StemId;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Where the last facts of the log lie, so that one can be found again by its number alone: 40
/// bytes for each of them, however large they are, up to some 4 MB. Thread-safe.
final class FactPlaces {
    /// Enough for whoever watched some facts arrive to come back to them after an hour.
    static final int KEPT = 100_000;

    private static final int PAGE = 1_000;

    /// Numbers of a place: sequence, stem (two), turn, time.
    private static final int WIDTH = 5;

    private static final long[] NONE = new long[PAGE * WIDTH];

    /// By sequence; a page is made when the first place of it is added.
    private final Map<Integer, long[]> pages = new HashMap<>();

    /// Where a fact lies.
    ///
    /// @param stem the timeline it lies in
    /// @param turn the sequence of the first fact of its turn
    /// @param decidedAt the time of that turn
    record Place(StemId stem, long turn, Instant decidedAt) {}

    synchronized void add(long sequence, Place place) {
        int slot = (int) (sequence % KEPT);
        long[] page = pages.computeIfAbsent(slot / PAGE, _ -> new long[PAGE * WIDTH]);
        int at = slot % PAGE * WIDTH;
        page[at] = sequence;
        page[at + 1] = place.stem().high();
        page[at + 2] = place.stem().low();
        page[at + 3] = place.turn();
        page[at + 4] = place.decidedAt().toEpochMilli();
    }

    /// Where the fact of a number lies; absent where it is not among the last. Facts are counted
    /// from 1.
    synchronized Optional<Place> find(long sequence) {
        if (sequence < 1) {
            return Optional.empty();
        }
        int slot = (int) (sequence % KEPT);
        long[] page = pages.getOrDefault(slot / PAGE, NONE);
        int at = slot % PAGE * WIDTH;
        return page[at] == sequence
                ? Optional.of(
                        new Place(
                                new StemId(page[at + 1], page[at + 2]),
                                page[at + 3],
                                Instant.ofEpochMilli(page[at + 4])))
                : Optional.empty();
    }
}
