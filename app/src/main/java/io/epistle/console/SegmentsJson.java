package io.epistle.console;

import tools.jackson.core.JsonGenerator;

/// Segments as the admin API writes them.
final class SegmentsJson {
    private SegmentsJson() {}

    static byte[] segments(SegmentsView view) {
        return Json.object(json -> {
            json.writeNumberProperty("people", view.people());
            Json.time(json, "comparedWith", view.comparedWith());
            Json.list(json, "segments", view.segments(), row -> row(json, row));
        });
    }

    private static void row(JsonGenerator json, SegmentRow row) {
        json.writeStringProperty("id", row.id());
        json.writeStringProperty("name", row.name());
        json.writeStringProperty("description", row.description());
        json.writeStringProperty("rule", row.rule());
        json.writeNumberProperty("size", row.size());
        row.before().ifPresent(before -> json.writeNumberProperty("before", before));
    }

    static byte[] segment(SegmentView view) {
        return Json.object(json -> {
            row(json, view.row());
            json.writeNumberProperty("version", view.version());
            json.writeNumberProperty("people", view.people());
            Json.list(
                    json,
                    "history",
                    view.history(),
                    it -> {
                        json.writeStringProperty("day", it.day().toString());
                        json.writeNumberProperty("size", it.size());
                        json.writeNumberProperty("entered", it.entered());
                        json.writeNumberProperty("left", it.left());
                    });
            Json.list(
                    json,
                    "overlaps",
                    view.overlaps(),
                    it -> {
                        json.writeStringProperty("id", it.segment());
                        json.writeNumberProperty("size", it.size());
                        json.writeNumberProperty("shared", it.shared());
                    });
            Json.list(json, "sample", view.sample(), row -> PeopleJson.row(json, row));
        });
    }
}
