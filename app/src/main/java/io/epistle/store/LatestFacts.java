package io.epistle.store;

import io.epistle.event.Fact;
import io.epistle.event.StemId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The newest committed facts, as they were handed to the disk: what a page shows that watches
/// facts arrive. It lies in memory alone, so a process that starts has none. Written by the
/// writer's thread, read by any.
public final class LatestFacts {
    /// Enough for somebody who watches to look back over some minutes, few enough to lie in memory
    /// whatever their size.
    public static final int KEPT = 500;

    /// One of them.
    ///
    /// @param stem the timeline it lies in
    /// @param fact the fact
    /// @param turn the sequence of the first fact of its turn, the same for all facts that were
    ///   decided together
    /// @param decidedAt the time of that turn
    public record Latest(StemId stem, Fact fact, long turn, Instant decidedAt) {}

    private final FactPlaces places = new FactPlaces();

    /// Oldest first; swapped whole.
    private volatile List<Latest> kept = List.of();

    /// Adds what one turn committed.
    ///
    /// @param committed in the order of the log, behind all that was added before; of more than
    ///   [#KEPT] the newest are kept
    void add(List<Latest> committed) {
        List<Latest> before = kept;
        int stay = Math.clamp((long) KEPT - committed.size(), 0, before.size());
        List<Latest> now = new ArrayList<>(Math.min(KEPT, stay + committed.size()));
        now.addAll(before.subList(before.size() - stay, before.size()));
        now.addAll(committed.subList(Math.max(0, committed.size() - KEPT), committed.size()));
        kept = Collections.unmodifiableList(now);
    }

    /// Notes where a fact lies that one turn committed, whether it is among the newest or not.
    void place(StemId stem, long sequence, long turn, Instant decidedAt) {
        places.add(sequence, new FactPlaces.Place(stem, turn, decidedAt));
    }

    /// The timeline that a fact lies in, by its number; absent where it is not among the last
    /// hundred thousand, or this process did not commit it.
    public Optional<StemId> stem(long sequence) {
        return places.find(sequence).map(FactPlaces.Place::stem);
    }

    /// What else is known of a fact that was read from the store; absent as for [#stem].
    public Optional<Latest> of(Fact fact) {
        return places.find(fact.sequence())
                .map(place -> new Latest(place.stem(), fact, place.turn(), place.decidedAt()));
    }

    /// Those of this moment, newest first, at most [#KEPT]; the list never changes.
    public List<Latest> newestFirst() {
        return kept.reversed();
    }

    /// The sequence of the newest; 0 where there is none.
    public long newest() {
        List<Latest> now = kept;
        return now.isEmpty() ? 0 : now.getLast().fact().sequence();
    }
}
