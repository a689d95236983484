package io.epistle.send;

import java.util.List;

/// What a client said about a message beside the message itself. Addresses are as given, between
/// their angle brackets; nobody has verified them.
///
/// @param helloName how the client introduced itself
/// @param returnPath the address of `MAIL FROM`; empty for a bounce
/// @param recipients the addresses of `RCPT TO`, at least one
public record ReceivedEnvelope(String helloName, String returnPath, List<String> recipients) {

    /// Copies the recipients.
    ///
    /// @throws IllegalArgumentException when there is none
    public ReceivedEnvelope {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a received message has a recipient, found none");
        }
    }
}
