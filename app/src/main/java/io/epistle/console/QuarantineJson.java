package io.epistle.console;

import java.util.List;

/// The quarantine as the admin API writes it.
final class QuarantineJson {
    private QuarantineJson() {}

    static byte[] reasons(List<ReasonCount> reasons) {
        return Json.object(json ->
                Json.list(
                        json,
                        "reasons",
                        reasons,
                        it -> {
                            json.writeStringProperty("reason", it.reason());
                            json.writeNumberProperty("count", it.count());
                        }));
    }

    static byte[] rows(Slice<QuarantineRow> rows) {
        return Json.object(json ->
                Json.slice(
                        json,
                        "rows",
                        rows,
                        row -> {
                            json.writeStringProperty("source", row.source());
                            json.writeStringProperty("file", row.file());
                            json.writeNumberProperty("line", row.line());
                            json.writeStringProperty("path", row.path());
                            json.writeStringProperty("found", row.found());
                            json.writeStringProperty("expected", row.expected());
                            json.writeStringProperty("text", row.text());
                            json.writeBooleanProperty("cut", row.cut());
                        }));
    }
}
