package io.epistle.console;

/// How one mail is looked at.
public enum MailPart {
    /// As a mail program shows it.
    HTML,
    /// As a text-only mail program shows it.
    TEXT,
    /// Its header fields.
    HEADERS,
    /// The message as received.
    SOURCE
}
