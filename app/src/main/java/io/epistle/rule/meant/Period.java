package io.epistle.rule.meant;

import io.epistle.rule.said.CalendarUnit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// When something that happens at `t` counts.
public sealed interface Period {
    /// From `t` on, for ever.
    record Ever() implements Period {}

    /// On `[t + from, t + until)`; `from` is negative for dates that lie ahead.
    record Rolling(Duration from, Duration until) implements Period {
        public Rolling {
            if (from.compareTo(until) >= 0) {
                throw new IllegalArgumentException("found %s to %s".formatted(from, until));
            }
        }
    }

    /// From `t + from` on, for ever.
    record Older(Duration from) implements Period {}

    /// From `t` on where `t` lies in `[from, until)`, and never elsewhere.
    ///
    /// @param from [Instant#MIN] where the period has no start
    /// @param until [Instant#MAX] where it has no end
    record Fixed(Instant from, Instant until) implements Period {
        public Fixed {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("found %s to %s".formatted(from, until));
            }
        }
    }

    /// In the period of the calendar that `t` lies in, as reckoned in a zone.
    record Calendar(CalendarUnit unit, ZoneId zone) implements Period {}
}
