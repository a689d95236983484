package io.epistle.send;

/// How far a delivery had come, in the order of an SMTP session.
public enum Stage {
    /// The TCP connection.
    CONNECT,
    /// The server's first line.
    GREETING,
    /// `EHLO` or `HELO`.
    HELLO,
    /// `STARTTLS` and the TLS handshake.
    TLS,
    /// `AUTH`.
    AUTHENTICATE,
    /// `MAIL FROM`: what is refused here is refused to the sender.
    MAIL,
    /// `RCPT TO`: what is refused here is refused to the recipient.
    RECIPIENT,
    /// `DATA`, up to the server's invitation to go on.
    DATA,
    /// The content, up to but without the final dot.
    CONTENT,
    /// The final dot and the server's answer to it. Only here can a message be accepted.
    CONFIRMATION
}
