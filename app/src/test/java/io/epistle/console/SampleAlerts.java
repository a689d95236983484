package io.epistle.console;

import io.epistle.alert.Alert;
import io.epistle.alert.AlertKind;
import io.epistle.alert.Finding;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Alerts of every kind, open and over; one tells of a reason that tries to break out of the page.
///
/// @param open the open ones
/// @param over those that are over
record SampleAlerts(List<Alert> open, List<Alert> over) implements AlertsReading {
    private static final List<AlertKind> KINDS = List.of(AlertKind.values());

    static SampleAlerts none() {
        return new SampleAlerts(List.of(), List.of());
    }

    static SampleAlerts some() {
        List<Alert> open =
                IntStream.range(0, KINDS.size())
                        .mapToObj(index -> alert(index + 1, KINDS.get(index), false))
                        .toList();
        List<Alert> over =
                IntStream.range(0, 120)
                        .mapToObj(
                                index -> alert(index + 100, KINDS.get(index % KINDS.size()), true))
                        .toList();
        return new SampleAlerts(open, over);
    }

    private static Alert alert(int number, AlertKind kind, boolean over) {
        String subject =
                switch (kind) {
                    case UNCERTAIN, FAILED -> SampleReading.CAMPAIGN;
                    case QUARANTINED, SILENT -> "web-shop";
                    default -> "";
                };
        String detail = kind == AlertKind.HELD ? SampleReading.CANARY : "";
        double found =
                switch (kind.unit()) {
                    case COUNT -> 140;
                    case SECONDS -> kind.limit() * 2;
                    case SHARE -> 0.31;
                    case BYTES -> kind.limit() / 3;
                };
        Alert alert =
                new Alert(
                        number,
                        new Finding(kind, subject, found, detail),
                        kind.limit(),
                        SampleReading.NOW.minus(Duration.ofMinutes(7L * number)),
                        Optional.empty());
        return over
                ? new Alert(
                        number,
                        alert.finding(),
                        alert.expected(),
                        alert.since(),
                        Optional.of(alert.since().plus(Duration.ofSeconds(13L * number))))
                : alert;
    }

    @Override
    public Slice<Alert> closed(AlertsQuery query) {
        return Slice.of(over.stream().sorted(query.comparator()).toList(), query.paging());
    }
}
