package io.epistle.console;

import io.epistle.alert.Alert;
import io.epistle.alert.AlertKind;

import java.time.Duration;

/// An alert in words. Pure.
///
/// @param title what is the matter, in a few words
/// @param found what was found
/// @param expected what was expected
/// @param advice what to do
/// @param command what to run; empty where nothing is
/// @param link where to look; empty where nowhere
public record AlertSaid(
        String title, String found, String expected, String advice, String command, String link) {
    /// Puts an alert into words.
    public static AlertSaid of(Frame frame, Alert alert) {
        String key = "alert." + alert.kind().word();
        String found = figure(frame, alert.kind(), alert.finding().found());
        String expected = figure(frame, alert.kind(), alert.expected());
        String subject = alert.finding().subject();
        String detail = alert.finding().detail();
        return new AlertSaid(
                frame.say(key + ".title"),
                frame.say(
                        key + (detail.isEmpty() ? ".found" : ".found.why"), found, subject, detail),
                frame.say(key + ".expected", expected),
                frame.say(key + ".advice", subject),
                frame.texts().has(key + ".command") ? frame.say(key + ".command") : "",
                link(alert));
    }

    private static String figure(Frame frame, AlertKind kind, double value) {
        return switch (kind.unit()) {
            case COUNT -> frame.figures().count(Math.round(value));
            case SECONDS -> frame.figures().length(Duration.ofMillis(Math.round(value * 1e3)));
            case SHARE -> frame.figures().percent(value);
            case BYTES -> frame.figures().bytes(Math.round(value));
        };
    }

    private static String link(Alert alert) {
        String subject = alert.finding().subject();
        return switch (alert.kind()) {
            case UNCERTAIN -> Links.ledger(subject, LedgerQuery.of(MessageState.UNCERTAIN));
            case FAILED -> Links.ledger(subject, LedgerQuery.of(MessageState.FAILED));
            case QUARANTINED -> Links.QUARANTINE;
            case SILENT -> Links.LIVE;
            case WRITER, DUE, BACKUP, NO_BACKUP, DISK, CLOCK, HELD, REJECTED, RELAY -> "";
        };
    }
}
