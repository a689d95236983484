package io.epistle;

import io.epistle.send.AllowList;
import io.epistle.send.MailboxBounds;
import io.epistle.send.SmtpSettings;

import java.net.URI;
import java.util.Optional;

/// What an operator sets, as `epistle.yaml` and the environment say it.
///
/// @param port where the console is served, 0 to 65535; 0 for any that is free
/// @param address where the links in mails lead: a scheme and a host, no path; absent for the
///   console's own address on this machine
/// @param relay what brings mails to their recipients; absent where they stay in the built-in
///   mailbox
/// @param allowed who gets mails in test mode
/// @param mailbox how much the built-in mailbox keeps
record Config(
        int port,
        Optional<URI> address,
        Optional<SmtpSettings> relay,
        AllowList allowed,
        MailboxBounds mailbox) {
    /// The console's port where nothing else is said.
    static final int PORT = 8_600;

    /// What holds where nothing is set.
    static final Config STANDARD =
            new Config(
                    PORT,
                    Optional.empty(),
                    Optional.empty(),
                    AllowList.NONE,
                    MailboxBounds.STANDARD);

    /// Where the links in mails lead.
    ///
    /// @param named by the command line, which wins
    /// @param served the port of the console
    /// @throws Command.Refusal where mails may reach people and only this machine would find the
    ///   way back
    URI links(Optional<URI> named, int served) {
        Optional<URI> said = named.or(() -> address);
        if (said.isEmpty() && relay.isPresent()) {
            throw new Command.Refusal(
                    "A relay is configured and no address: recipients could follow no link, nor"
                        + " unsubscribe. Set address: to where they reach epistle serve, such as"
                        + " https://mail.example.com.");
        }
        return said.orElse(ServeCommand.Served.here(served).links());
    }
}
