package io.epistle.compose;

import java.util.Optional;

/// The Message-ID of a send (RFC 5322 section 3.6.4): its left side is the send id, so that a
/// bounce, a reply or a relay's log names the ledger row it belongs to, even after a crash.
///
/// @param sendId the send
/// @param domain the sender's domain, in ASCII
public record MessageId(SendId sendId, String domain) {

    /// Finds the send id in a Message-ID as it stands in a header, with or without angle brackets
    /// and white space; empty when the Message-ID is not one of ours.
    public static Optional<SendId> sendIdIn(String header) {
        String id = header.strip();
        if (id.startsWith("<") && id.endsWith(">")) {
            id = id.substring(1, id.length() - 1);
        }
        int at = id.indexOf('@');
        return at < 0 ? Optional.empty() : SendId.parse(id.substring(0, at));
    }

    /// The header's value, with its angle brackets.
    @Override
    public String toString() {
        return "<" + sendId + "@" + domain + ">";
    }
}
