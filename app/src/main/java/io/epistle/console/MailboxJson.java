package io.epistle.console;

import tools.jackson.core.JsonGenerator;

/// Mails as the admin API writes them.
final class MailboxJson {
    private MailboxJson() {}

    static byte[] mailbox(Slice<MailRow> mails) {
        return Json.object(json -> Json.slice(json, "mails", mails, row -> row(json, row)));
    }

    private static void row(JsonGenerator json, MailRow row) {
        json.writeStringProperty("id", row.id());
        json.writeStringProperty("from", row.from());
        json.writeStringProperty("to", row.to());
        json.writeStringProperty("subject", row.subject());
        Json.time(json, "receivedAt", row.receivedAt());
        json.writeNumberProperty("bytes", row.bytes());
        row.person().ifPresent(it -> json.writeStringProperty("person", it.toString()));
    }

    static byte[] mail(MailView mail) {
        return Json.object(json -> {
            row(json, mail.row());
            Json.list(
                    json,
                    "headers",
                    mail.headers(),
                    it -> {
                        json.writeStringProperty("name", it.name());
                        json.writeStringProperty("value", it.value());
                    });
            Json.text(json, "text", mail.text());
            Json.text(json, "html", mail.html());
        });
    }
}
