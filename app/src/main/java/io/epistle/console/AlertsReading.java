package io.epistle.console;

import io.epistle.alert.Alert;

import java.util.List;

/// What the page Alerts reads.
public interface AlertsReading {
    /// The open alerts, the oldest first.
    List<Alert> open();

    /// A page of those that are over.
    Slice<Alert> closed(AlertsQuery query);
}
