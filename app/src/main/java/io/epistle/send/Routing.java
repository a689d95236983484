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
    /// No relay: in test mode everything goes into the built-in mailbox.
    public static final Routing NONE = new Routing(Optional.empty(), AllowList.NONE);

    /// Where a message to a recipient goes, by the mode that `rows` say; meaningless where there is
    /// no way out.
    public Outlet outlet(Rows rows, EmailAddress recipient) {
        boolean isMeant = !TestMode.isOn(rows) || allowed.holds(recipient);
        return isMeant && relay.isPresent() ? Outlet.RELAY : Outlet.TEST_MODE;
    }

    /// Whether there is no way out: the folder is live and has no relay. What waits then waits on,
    /// rather than being caught for good.
    public boolean isShut(Rows rows) {
        return relay.isEmpty() && !TestMode.isOn(rows);
    }
}
