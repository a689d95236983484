package io.epistle.rule.said;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/// A fixed point of the calendar as said.
public sealed interface Moment {
    /// A whole day in the account's zone, `2011-09-30`.
    record Day(LocalDate day) implements Moment {}

    /// A wall-clock time in the account's zone, `2011-09-30T08:00`; in milliseconds.
    record Local(LocalDateTime time) implements Moment {}

    /// An instant, `2011-09-30T08:00:00Z`; in milliseconds.
    record Exact(Instant instant) implements Moment {}
}
