package io.epistle.console;

import io.epistle.alert.Alert;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Locale;

/// Alerts as the admin API writes them.
final class AlertsJson {
    private AlertsJson() {}

    static byte[] alerts(List<Alert> open, Slice<Alert> closed) {
        return Json.object(json -> {
            Json.list(json, "open", open, alert -> alert(json, alert));
            Json.slice(json, "closed", closed, alert -> alert(json, alert));
        });
    }

    private static void alert(JsonGenerator json, Alert alert) {
        json.writeNumberProperty("number", alert.number());
        json.writeStringProperty("kind", alert.kind().word());
        json.writeBooleanProperty("grave", alert.kind().isGrave());
        json.writeStringProperty("about", alert.finding().subject());
        json.writeStringProperty("detail", alert.finding().detail());
        json.writeStringProperty("unit", alert.kind().unit().name().toLowerCase(Locale.ROOT));
        json.writeNumberProperty("found", alert.finding().found());
        json.writeNumberProperty("limit", alert.expected());
        Json.time(json, "since", alert.since());
        Json.time(json, "until", alert.until());
    }
}
