package io.epistle.console;

import tools.jackson.core.JsonGenerator;

import java.util.Locale;

/// The facts that arrive, and what they set off, as the admin API writes them.
final class LiveJson {
    private LiveJson() {}

    static byte[] live(LiveView view) {
        return Json.object(json -> {
            json.writeNumberProperty("kept", view.kept());
            Json.list(json, "facts", view.rows(), row -> row(json, row));
        });
    }

    static byte[] journey(JourneyView view) {
        return Json.object(json -> {
            row(json, view.row());
            Json.list(json, "causes", view.causes(), fact -> Json.fact(json, fact));
            Json.list(json, "changed", view.changed(), fact -> Json.fact(json, fact));
            Json.list(json, "messages", view.messages(), message -> message(json, message));
        });
    }

    private static void row(JsonGenerator json, LiveRow row) {
        Json.fact(json, row.fact());
        Json.time(json, "storedAt", row.storedAt());
        row.who()
                .ifPresent(who -> {
                    json.writeObjectPropertyStart("person");
                    json.writeStringProperty("id", who.id().toString());
                    Json.text(json, "called", who.called());
                    json.writeEndObject();
                });
    }

    private static void message(JsonGenerator json, JourneyView.Message message) {
        json.writeStringProperty("campaign", message.campaign());
        json.writeStringProperty("state", message.state().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("reason", message.reason());
        Json.time(json, "plannedAt", message.plannedAt());
        Json.time(json, "at", message.at());
        Json.list(json, "came", message.came(), fact -> Json.fact(json, fact));
    }
}
