package io.epistle.console;

import io.epistle.event.Fact;

import tools.jackson.core.JsonGenerator;

import java.util.Locale;

/// People as the admin API writes them.
final class PeopleJson {
    private PeopleJson() {}

    static byte[] people(PeopleView view) {
        return Json.object(json -> {
            json.writeNumberProperty("everyone", view.everyone());
            Json.slice(json, "people", view.people(), row -> row(json, row));
        });
    }

    static void row(JsonGenerator json, PersonRow row) {
        json.writeStringProperty("id", row.id().toString());
        Json.text(json, "name", row.name());
        Json.text(json, "email", row.email());
        Json.text(json, "country", row.country());
        json.writeStringProperty("lifecycle", row.lifecycle());
        json.writeNumberProperty("orders", row.orders());
        Json.money(json, "spent", row.spent());
        Json.time(json, "seen", row.seen());
        json.writeBooleanProperty("mayMail", row.mayMail());
    }

    static byte[] person(PersonView view) {
        return Json.object(json -> {
            row(json, view.row());
            json.writeNumberProperty("stems", view.stems());
            Json.time(json, "firstSeen", view.firstSeen());
            Json.list(
                    json,
                    "identifiers",
                    view.identifiers(),
                    it -> {
                        json.writeStringProperty("kind", it.kind());
                        json.writeStringProperty("value", it.value());
                    });
            traits(json, view);
            consents(json, view);
            memberships(json, view);
            recommendations(json, view);
            messages(json, view);
        });
    }

    private static void traits(JsonGenerator json, PersonView view) {
        Json.list(
                json,
                "traits",
                view.traits(),
                it -> {
                    json.writeStringProperty("path", it.path());
                    json.writeName("value");
                    Json.value(json, it.value());
                    json.writeStringProperty("source", it.source());
                    Json.time(json, "at", it.at());
                    json.writeStringProperty("trust", it.trust().name().toLowerCase(Locale.ROOT));
                });
    }

    private static void consents(JsonGenerator json, PersonView view) {
        Json.list(
                json,
                "consents",
                view.consents(),
                it -> {
                    json.writeStringProperty("purpose", it.purpose());
                    json.writeBooleanProperty("given", it.given());
                    Json.time(json, "since", it.since());
                    json.writeStringProperty("evidence", it.evidence());
                    json.writeStringProperty("source", it.source());
                    json.writeBooleanProperty("invented", it.invented());
                });
    }

    /// Segments in the style of flags: every segment with whether, and until when the answer
    /// stands.
    static byte[] segments(PersonView view) {
        return Json.object(json -> memberships(json, view));
    }

    private static void memberships(JsonGenerator json, PersonView view) {
        Json.list(
                json,
                "segments",
                view.memberships(),
                it -> {
                    json.writeStringProperty("id", it.segment());
                    json.writeStringProperty("name", it.name());
                    json.writeBooleanProperty("member", it.member());
                    Json.time(json, "since", it.since());
                    Json.time(json, "until", it.why().until());
                    json.writeName("why");
                    why(json, it.why());
                });
    }

    private static void why(JsonGenerator json, Why why) {
        json.writeStartObject();
        json.writeStringProperty("join", why.join().name().toLowerCase(Locale.ROOT));
        if (!why.text().isEmpty()) {
            json.writeStringProperty("text", why.text());
        }
        json.writeBooleanProperty("held", why.held());
        if (!why.found().isEmpty()) {
            json.writeStringProperty("found", why.found());
        }
        Json.time(json, "until", why.until());
        if (!why.facts().isEmpty()) {
            json.writeBooleanProperty("more", why.more());
            Json.list(json, "facts", why.facts(), fact -> Json.fact(json, fact));
        }
        if (!why.parts().isEmpty()) {
            json.writeArrayPropertyStart("parts");
            why.parts().forEach(part -> why(json, part));
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    static byte[] picks(PersonView view) {
        return Json.object(json -> recommendations(json, view));
    }

    private static void recommendations(JsonGenerator json, PersonView view) {
        Json.list(
                json,
                "recommendations",
                view.recommendations(),
                it -> {
                    json.writeStringProperty("product", it.product());
                    json.writeStringProperty("name", it.name());
                    Json.money(json, "price", it.price());
                    json.writeNumberProperty("score", it.score());
                    json.writeStringProperty("reason", it.reason());
                });
    }

    private static void messages(JsonGenerator json, PersonView view) {
        Json.list(
                json,
                "messages",
                view.messages(),
                it -> {
                    json.writeStringProperty("campaign", it.campaign());
                    json.writeStringProperty("variant", it.variant());
                    json.writeStringProperty("state", it.state().name().toLowerCase(Locale.ROOT));
                    json.writeStringProperty("reason", it.reason());
                    Json.time(json, "at", it.at());
                    json.writeBooleanProperty("clicked", it.clicked());
                    Json.text(json, "mail", it.mail());
                });
    }

    static byte[] timeline(Slice<Fact> timeline) {
        return Json.object(
                json -> Json.slice(json, "facts", timeline, fact -> Json.fact(json, fact)));
    }
}
