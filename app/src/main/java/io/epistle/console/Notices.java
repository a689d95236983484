package io.epistle.console;

import io.epistle.alert.Alert;

/// Says what needs someone, and where to go for it. Pure.
public final class Notices {
    private Notices() {}

    /// A notice in words.
    ///
    /// @param sentence what is the matter
    /// @param link where to look; empty where nowhere
    /// @param action the link's words
    /// @param grave whether something is broken, rather than to be looked at
    public record Said(String sentence, String link, String action, boolean grave) {}

    /// Puts a notice into words.
    public static Said say(Frame frame, Notice notice) {
        return switch (notice) {
            case Notice.Alerted(Alert alert) -> {
                AlertSaid said = AlertSaid.of(frame, alert);
                yield new Said(
                        frame.say("notice.alert", said.title(), said.found()),
                        Links.ALERTS,
                        frame.say("notice.todo"),
                        alert.kind().isGrave());
            }
            case Notice.Uncertain it ->
                    new Said(
                            frame.say("notice.uncertain", it.count(), it.name()),
                            ledger(it.campaign(), MessageState.UNCERTAIN),
                            frame.say("notice.look"),
                            false);
            case Notice.Failed it ->
                    new Said(
                            frame.say("notice.failed", it.count(), it.name()),
                            ledger(it.campaign(), MessageState.FAILED),
                            frame.say("notice.look"),
                            true);
            case Notice.Quarantined it ->
                    new Said(
                            frame.say("notice.quarantined", it.count(), reasons(frame, it)),
                            Links.QUARANTINE,
                            frame.say("notice.look"),
                            false);
            case Notice.Shifted it ->
                    new Said(
                            frame.say(
                                    "notice.shifted",
                                    it.name(),
                                    frame.figures().change((double) it.before(), (double) it.now()),
                                    it.before(),
                                    it.now()),
                            Links.segment(it.segment()),
                            frame.say("membership.open"),
                            false);
        };
    }

    private static String ledger(String campaign, MessageState state) {
        return Links.ledger(campaign, LedgerQuery.of(state));
    }

    private static String reasons(Frame frame, Notice.Quarantined quarantined) {
        return String.join(
                ", ",
                quarantined.reasons().stream()
                        .map(it ->
                                frame.say(
                                        "notice.reason",
                                        frame.texts().name("reason", it.reason()),
                                        it.count()))
                        .toList());
    }
}
