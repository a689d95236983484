package io.epistle.send;

import io.epistle.compose.EmailAddress;
import io.epistle.store.Rows;

import java.util.Optional;

/// Decides where each message is handed over, from what is configured and from the mode of the
/// folder. It is asked before a connection is taken, and again in the turn that hands over: where
/// the answer has changed meanwhile, the message is not handed over and prepared anew.
///
/// @param relay the way out; absent where none is configured, and in a demonstration
/// @param allowed who gets mails in test mode
public record Routing(Optional<RelayChannel> relay, AllowList allowed) {
    /// Everything goes into the built-in mailbox.
    public static final Routing NONE = new Routing(Optional.empty(), AllowList.NONE);

    /// Where a message to a recipient goes, by the mode that `rows` say.
    public Outlet outlet(Rows rows, EmailAddress recipient) {
        if (TestMode.isOn(rows) && !allowed.holds(recipient)) {
            return Outlet.TEST_MODE;
        }
        return relay.isPresent() ? Outlet.RELAY : Outlet.NO_RELAY;
    }

    /// What leads there.
    ///
    /// @param mailbox the way to the built-in mailbox
    Channel channel(Outlet outlet, Channel mailbox) {
        return switch (outlet) {
            case RELAY ->
                    relay.<Channel>map(way -> way)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "found no relay, expected the outlet of this routing"));
            case TEST_MODE, NO_RELAY -> mailbox;
        };
    }

    /// How many deliveries can be done at once.
    int deliveriesMax(Channel mailbox) {
        return Math.max(mailbox.deliveriesMax(), relay.map(Channel::deliveriesMax).orElse(0));
    }
}
