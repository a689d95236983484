package io.epistle.store;

import io.epistle.event.Fact;
import io.epistle.event.StemId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
