package io.epistle.segment;

import io.epistle.identity.PersonRecord;

import java.time.Duration;
import java.time.Instant;

/// What was decided about one person in a turn.
///
/// @param record who
/// @param before what stood
/// @param after what stands; equal to `before` where nothing changed
record Decision(PersonRecord record, PersonState before, PersonState after) {
    /// An answer that lapsed longer ago, while no server ran, starts no message any more.
    private static final Duration LATE_AFTER = Duration.ofDays(1);

    /// Whether nobody did anything: history came in, or other definitions were put in force.
    boolean isOfHistory() {
        boolean isRedefined =
                before.world() != PersonState.UNDECIDED.world() && before.world() != after.world();
        return before.isHistory() || isRedefined;
    }

    /// Whether the answer lapsed long ago, while no server ran.
    boolean isLate(Instant now) {
        return before.dueAt().isBefore(now.minus(LATE_AFTER));
    }
}
