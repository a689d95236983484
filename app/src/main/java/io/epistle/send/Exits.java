package io.epistle.send;

import io.epistle.compose.EmailAddress;
import io.epistle.store.Rows;

/// The ways on which messages leave a sender.
///
/// @param routing decides which
/// @param mailbox the way to the built-in mailbox
public record Exits(Routing routing, Channel mailbox) {
    /// Where a message to a recipient goes, by the mode that `rows` say.
    Outlet outlet(Rows rows, EmailAddress recipient) {
        return routing.outlet(rows, recipient);
    }

    /// Whether there is no way out: the folder is live and has no relay. What waits then waits on.
    boolean isShut(Rows rows) {
        return routing.isShut(rows);
    }

    /// What leads there.
    Channel channel(Outlet outlet) {
        return switch (outlet) {
            case RELAY ->
                    routing.relay()
                            .<Channel>map(way -> way)
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "found no relay, expected the outlet of this routing"));
            case TEST_MODE -> mailbox;
        };
    }

    /// How many deliveries can be done at once.
    int deliveriesMax() {
        return Math.max(
                mailbox.deliveriesMax(), routing.relay().map(Channel::deliveriesMax).orElse(0));
    }
}
