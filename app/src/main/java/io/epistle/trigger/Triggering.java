package io.epistle.trigger;

import io.epistle.segment.Move;
import io.epistle.store.Turn;

import java.util.List;

/// What begins because people entered or left segments, decided in the turn in which they did.
@FunctionalInterface
public interface Triggering {
    /// Begins what the moves of a turn start, and notes what those start no more that are late.
    ///
    /// @param moves at least one
    void begin(Turn turn, List<Move> moves);
}
