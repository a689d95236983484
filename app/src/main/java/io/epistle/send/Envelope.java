package io.epistle.send;

import io.epistle.compose.EmailAddress;

/// Where one message comes from and goes to, as the transport sees it: exactly one recipient, so
/// that the server's answer is about one person.
///
/// @param returnPath where bounces go (`MAIL FROM`)
/// @param recipient who gets the message (`RCPT TO`)
public record Envelope(EmailAddress returnPath, EmailAddress recipient) {

    /// Whether only a server with SMTPUTF8 (RFC 6531) can take it.
    public boolean needsSmtpUtf8() {
        return returnPath.needsSmtpUtf8() || recipient.needsSmtpUtf8();
    }
}
