package io.epistle.event;

import java.time.Instant;
import java.util.Comparator;

/// An event as stored: it has a place in the log and never changes.
///
/// @param sequence the place in the log, ascending from 1, unique over the store
/// @param depth 0 for what came from outside; an emitted fact follows its cause with depth + 1
/// @param event what happened
public record Fact(long sequence, int depth, Event event) {
    /// Past this depth a definition feeds itself and is paused with an alert.
    public static final int DEPTH_MAX = 8;

    /// The order of a timeline: by time, then by place in the log.
    public static final Comparator<Fact> BY_TIME =
            Comparator.comparing(Fact::occurredAt).thenComparingLong(Fact::sequence);

    public Fact {
        if (sequence < 1) {
            throw new IllegalArgumentException(
                    "found sequence %d, expected at least 1".formatted(sequence));
        }
        if (depth < 0 || depth > DEPTH_MAX) {
            throw new IllegalArgumentException(
                    "found depth %d, expected 0 to %d".formatted(depth, DEPTH_MAX));
        }
    }

    /// When it happened.
    public Instant occurredAt() {
        return event.occurredAt();
    }

    /// Since when it is known.
    public Instant knownAt() {
        return event.knownAt();
    }

    /// The event's name; empty for identify, group and alias.
    public String name() {
        return event.name();
    }

    /// What happened.
    public Struct properties() {
        return event.properties();
    }
}
