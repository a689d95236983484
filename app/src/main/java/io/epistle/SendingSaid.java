package io.epistle;

import io.epistle.send.Hold;
import io.epistle.send.RelayChannel;
import io.epistle.send.Routing;
import io.epistle.send.TestMode;
import io.epistle.store.Rows;

import java.util.Optional;
import java.util.SortedSet;

/// Where mails go, in words for whoever runs a command.
final class SendingSaid {
    /// More than this of an allow-list is counted.
    private static final int SHOWN_MAX = 5;

    private SendingSaid() {}

    /// A sentence on the mode, as far as the data folder knows it.
    static String mode(Rows rows) {
        return TestMode.liveSince(rows)
                .map("Live since %s: mails go out to their recipients."::formatted)
                .orElse("Test mode: mails stay in the built-in mailbox, but for the allow-list.");
    }

    /// A sentence on where mails go.
    static String of(Engine engine, Routing routing) {
        if (engine.clock.standsAt().isPresent()) {
            return "A demonstration: every mail stays in the built-in mailbox.";
        }
        Optional<String> relay = routing.relay().map(RelayChannel::name);
        if (!TestMode.isOn(engine.store)) {
            return relay.map("Live: mails go out to their recipients through %s."::formatted)
                    .orElse("Live, and no relay is configured: messages wait until one is.");
        }
        boolean isTried = relay.isPresent() && !routing.allowed().isEmpty();
        return "Test mode: %s. To let them go out: %sepistle go-live"
                .formatted(
                        isTried
                                ? "mails stay in the built-in mailbox, except to %s, through %s"
                                        .formatted(
                                                list(routing.allowed().entries()),
                                                relay.orElseThrow())
                                : "every mail stays in the built-in mailbox",
                        relay.isPresent()
                                ? ""
                                : "name a relay in %s, start anew, then "
                                        .formatted(engine.folder.config()));
    }

    private static String list(SortedSet<String> entries) {
        int others = entries.size() - SHOWN_MAX;
        return String.join(", ", entries.stream().limit(SHOWN_MAX).toList())
                + (others > 0 ? " and %,d more".formatted(others) : "");
    }

    /// A hold in words: `held since ..., because ...`.
    static String of(Hold hold) {
        return "held since %s%s"
                .formatted(hold.since(), hold.reason().isEmpty() ? "" : " (" + hold.reason() + ")");
    }
}
