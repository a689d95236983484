package io.epistle.console;

import io.epistle.alert.Alert;

import java.util.List;

/// Something that a person should look at.
public sealed interface Notice {
    /// An open alert.
    record Alerted(Alert alert) implements Notice {}

    /// Messages of a campaign that may or may not have arrived.
    record Uncertain(String campaign, String name, long count) implements Notice {}

    /// Messages of a campaign that were refused or could not be composed.
    record Failed(String campaign, String name, long count) implements Notice {}

    /// Input that was kept aside because it was wrong, by reason.
    record Quarantined(List<ReasonCount> reasons) implements Notice {
        public Quarantined {
            reasons = List.copyOf(reasons);
        }

        /// How much input in all.
        public long count() {
            return reasons.stream().mapToLong(ReasonCount::count).sum();
        }
    }

    /// A segment that grew or shrank more than usual.
    record Shifted(String segment, String name, long before, long now) implements Notice {}
}
