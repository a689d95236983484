package io.epistle.console;

import io.epistle.alert.Alert;

import java.time.Duration;
import java.util.Comparator;

/// Which of the alerts that are over are asked for.
///
/// @param order what they are sorted by; among equals the last to begin is first
/// @param descending the newest, the longest or the last in the alphabet first
/// @param paging which page
public record AlertsQuery(AlertOrder order, boolean descending, Paging paging) {
    /// The first page, the last to begin first.
    public static AlertsQuery usual() {
        return new AlertsQuery(AlertOrder.BEGAN, true, Paging.page(1));
    }

    /// The same on another page.
    public AlertsQuery on(Paging other) {
        return new AlertsQuery(order, descending, other);
    }

    /// All in another order, from the first.
    public AlertsQuery by(AlertOrder other, boolean downwards) {
        return new AlertsQuery(other, downwards, Paging.page(1));
    }

    /// The order of the list.
    public Comparator<Alert> comparator() {
        Comparator<Alert> chosen =
                switch (order) {
                    case BEGAN -> Comparator.comparing(Alert::since);
                    case LASTED -> Comparator.comparing(AlertsQuery::lasted);
                    case KIND -> Comparator.comparing(alert -> alert.kind().word());
                };
        return (descending ? chosen.reversed() : chosen)
                .thenComparing(Comparator.comparingLong(Alert::number).reversed());
    }

    /// How long an alert lasted.
    public static Duration lasted(Alert alert) {
        return Duration.between(alert.since(), alert.until().orElse(alert.since()));
    }
}
