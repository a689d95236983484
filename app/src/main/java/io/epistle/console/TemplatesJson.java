package io.epistle.console;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Locale;

/// Templates as the admin API writes them.
final class TemplatesJson {
    private TemplatesJson() {}

    static byte[] templates(Slice<TemplateRow> templates) {
        return Json.object(json -> Json.slice(json, "templates", templates, row -> row(json, row)));
    }

    private static void row(JsonGenerator json, TemplateRow row) {
        json.writeStringProperty("id", row.id());
        json.writeStringProperty("name", row.name());
        json.writeStringProperty("subject", row.subject());
        json.writeNumberProperty("campaigns", row.campaigns());
        json.writeNumberProperty("errors", row.errors());
        json.writeNumberProperty("warnings", row.warnings());
    }

    static byte[] template(TemplateView view) {
        return Json.object(json -> {
            row(json, view.row());
            json.writeNumberProperty("version", view.version());
            json.writeStringProperty("from", view.from());
            json.writeStringProperty("brand", view.brand());
            Json.list(json, "texts", view.texts(), text -> text(json, text));
            Json.list(
                    json,
                    "variables",
                    view.variables(),
                    variable -> {
                        json.writeStringProperty("path", variable.path());
                        json.writeBooleanProperty("foreseen", variable.foreseen());
                        Json.list(json, "places", variable.places(), place -> place(json, place));
                    });
            texts(json, "filters", view.filters());
            Json.list(json, "slots", view.slots(), slot -> slot(json, slot));
            choices(json, "offers", view.offers());
            choices(json, "campaignsUsing", view.campaigns());
            Json.list(
                    json,
                    "findings",
                    view.findings(),
                    told -> {
                        json.writeStringProperty("severity", told.isError() ? "error" : "warning");
                        json.writeStringProperty("sentence", told.sentence());
                        json.writeStringProperty("where", told.where());
                        json.writeStringProperty("excerpt", told.pointed());
                        place(json, told.place());
                    });
        });
    }

    private static void text(JsonGenerator json, TemplateView.Text text) {
        json.writeStringProperty("id", text.id());
        json.writeStringProperty("part", text.part().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("owner", text.owner());
        Json.text(json, "variant", text.variant());
        json.writeStringProperty("file", text.file());
        json.writeStringProperty("source", text.source());
    }

    private static void place(JsonGenerator json, TemplateView.Place place) {
        json.writeStringProperty("text", place.text());
        json.writeNumberProperty("line", place.line());
        json.writeNumberProperty("column", place.column());
    }

    private static void slot(JsonGenerator json, TemplateView.Slot slot) {
        Json.text(json, "name", slot.name());
        texts(json, "parameters", slot.parameters());
        place(json, slot.place());
        Json.list(
                json,
                "blocks",
                slot.blocks(),
                block -> {
                    json.writeStringProperty("id", block.id());
                    json.writeStringProperty("name", block.name());
                    json.writeStringProperty("rule", block.rule());
                });
    }

    private static void choices(JsonGenerator json, String name, List<Choice> choices) {
        Json.list(
                json,
                name,
                choices,
                choice -> {
                    json.writeStringProperty("id", choice.id());
                    json.writeStringProperty("name", choice.name());
                });
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    static byte[] preview(TemplatePreview preview) {
        return Json.object(json -> {
            json.writeStringProperty("person", preview.person().id().toString());
            preview.campaign()
                    .ifPresent(campaign -> json.writeStringProperty("campaign", campaign.id()));
            preview.variant()
                    .ifPresent(variant -> json.writeStringProperty("variant", variant.id()));
            json.writeBooleanProperty("meant", preview.isMeant());
            json.writeBooleanProperty("learning", preview.isLearning());
            switch (preview.outcome()) {
                case TemplatePreview.Mail mail -> mail(json, mail);
                case TemplatePreview.Skipped(String reason) ->
                        json.writeStringProperty("skipped", reason);
                case TemplatePreview.Broken(String reason) ->
                        json.writeStringProperty("broken", reason);
            }
        });
    }

    private static void mail(JsonGenerator json, TemplatePreview.Mail mail) {
        json.writeStringProperty("from", mail.from());
        json.writeStringProperty("to", mail.to());
        json.writeBooleanProperty("addressKnown", mail.addressKnown());
        json.writeStringProperty("subject", mail.subject());
        json.writeStringProperty("html", mail.html());
        json.writeStringProperty("text", mail.text());
        Json.text(json, "offer", mail.offer());
        texts(json, "blocks", mail.blocks());
    }
}
