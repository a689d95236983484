package io.epistle.alert;

import java.util.Locale;

/// What is counted for rates.
public enum Counter {
    /// Messages of a campaign that were sent or failed.
    ENDED,
    /// Messages of a campaign that failed.
    FAILED,
    /// Messages of a campaign that may or may not have arrived.
    UNCERTAIN,
    /// Whatever a source handed in over HTTP, known or new, right or wrong.
    HANDED_IN,
    /// What of it was set aside.
    QUARANTINED,
    /// Requests without a write key that is known.
    KEYLESS;

    /// The name under which it is kept.
    ///
    /// @param subject the id of the campaign or source; empty where it is of none
    public String of(String subject) {
        return name().toLowerCase(Locale.ROOT) + "/" + subject;
    }
}
