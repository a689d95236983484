package io.epistle.console.stored;

import io.epistle.alert.Alert;
import io.epistle.alert.AlertStore;
import io.epistle.console.AlertsQuery;
import io.epistle.console.AlertsReading;
import io.epistle.console.Slice;

import java.util.List;

/// The alerts: the open ones as they are watched, the others as they are kept.
final class StoredAlerts implements AlertsReading {
    private final AlertStore alerts;

    StoredAlerts(AlertStore alerts) {
        this.alerts = alerts;
    }

    @Override
    public List<Alert> open() {
        return alerts.open();
    }

    @Override
    public Slice<Alert> closed(AlertsQuery query) {
        return Slice.of(
                alerts.closed().stream().sorted(query.comparator()).toList(), query.paging());
    }
}
