package io.epistle.console;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Locale;

/// Campaigns as the admin API writes them.
final class CampaignsJson {
    private CampaignsJson() {}

    static byte[] campaigns(CampaignsView view) {
        return Json.object(
                json -> Json.list(json, "campaigns", view.campaigns(), row -> row(json, row)));
    }

    private static void row(JsonGenerator json, CampaignRow row) {
        json.writeStringProperty("id", row.id());
        json.writeStringProperty("name", row.name());
        json.writeStringProperty("state", row.state().name().toLowerCase(Locale.ROOT));
        Json.time(json, "startedAt", row.startedAt());
        json.writeObjectPropertyStart("balance");
        json.writeNumberProperty("planned", row.balance().planned());
        for (MessageState state : MessageState.values()) {
            json.writeNumberProperty(
                    state.name().toLowerCase(Locale.ROOT), row.balance().of(state));
        }
        json.writeEndObject();
        json.writeNumberProperty("caught", row.balance().caught());
        json.writeNumberProperty("clicks", row.clicks());
    }

    static byte[] campaign(CampaignView view) {
        return Json.object(json -> {
            row(json, view.row());
            json.writeStringProperty("description", view.description());
            view.audience().ifPresent(it -> json.writeStringProperty("audience", it.id()));
            reasons(json, "skippedBy", view.skipped());
            reasons(json, "failedBy", view.failed());
            json.writeBooleanProperty("clicksSimulated", view.clicksSimulated());
            Json.list(json, "variants", view.variants(), it -> variant(json, it));
            view.comparison().ifPresent(it -> comparison(json, it));
        });
    }

    private static void reasons(JsonGenerator json, String name, List<ReasonCount> reasons) {
        json.writeObjectPropertyStart(name);
        reasons.forEach(it -> json.writeNumberProperty(it.reason(), it.count()));
        json.writeEndObject();
    }

    private static void variant(JsonGenerator json, CampaignView.Variant variant) {
        json.writeStringProperty("id", variant.id());
        json.writeStringProperty("name", variant.name());
        json.writeNumberProperty("sent", variant.sent());
        json.writeNumberProperty("clicks", variant.clicks());
        variant.rate().ifPresent(rate -> Json.interval(json, "rate", rate));
        json.writeNumberProperty("conversions", variant.conversions());
        Json.money(json, "revenue", variant.revenue());
        json.writeNumberProperty("windowOver", variant.over());
        json.writeNumberProperty("conversionsOver", variant.conversionsOver());
        engagement(json, "opened", variant.opens());
        engagement(json, "followed", variant.followed());
        json.writeNumberProperty("credited", variant.credited());
        Json.list(
                json,
                "creditedRevenue",
                variant.creditedRevenue(),
                money -> {
                    json.writeStringProperty("amount", money.amount().toPlainString());
                    json.writeStringProperty("currency", money.currency());
                });
        json.writeNumberProperty("clicksOpen", variant.clicksOpen());
    }

    private static void engagement(
            JsonGenerator json, String name, CampaignView.Engagement engagement) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("people", engagement.people());
        json.writeNumberProperty("times", engagement.times());
        json.writeNumberProperty("machine", engagement.machine());
        json.writeNumberProperty("unknown", engagement.unknown());
        json.writeEndObject();
    }

    private static void comparison(JsonGenerator json, CampaignView.Comparison comparison) {
        json.writeObjectPropertyStart("comparison");
        json.writeStringProperty("first", comparison.first());
        json.writeStringProperty("second", comparison.second());
        Json.interval(json, "difference", comparison.difference());
        Json.list(
                json,
                "tests",
                comparison.tests(),
                it -> {
                    json.writeStringProperty("test", it.test());
                    if (Double.isFinite(it.statistic())) {
                        json.writeNumberProperty("statistic", it.statistic());
                    }
                    json.writeNumberProperty("p", it.p());
                });
        json.writeNumberProperty("level", comparison.level());
        json.writeEndObject();
    }

    static byte[] ledger(Slice<LedgerRow> ledger) {
        return Json.object(json ->
                Json.slice(
                        json,
                        "messages",
                        ledger,
                        it -> {
                            json.writeStringProperty("person", it.person().toString());
                            Json.text(json, "email", it.email());
                            json.writeStringProperty("variant", it.variant());
                            json.writeStringProperty(
                                    "state", it.state().name().toLowerCase(Locale.ROOT));
                            json.writeStringProperty("reason", it.reason());
                            Json.time(json, "at", it.at());
                        }));
    }
}
