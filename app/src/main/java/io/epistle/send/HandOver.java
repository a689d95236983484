package io.epistle.send;

/// What must be durable before a message can leave: called once, at the last moment at which the
/// message surely has not been handed over.
///
/// Over SMTP that is after the whole content has gone out and before the line with the single dot
/// that completes it (RFC 5321 section 4.1.1.4): until that dot the server must not act on the
/// message, and when the connection ends without it, must forget it. Channels over HTTP call it
/// before the request's first byte.
@FunctionalInterface
public interface HandOver {

    /// Rechecks that the message may go out and records, synced, that it now does.
    ///
    /// @return whether it may; if not, the message is not sent and the outcome is
    ///   [DeliveryOutcome.Withheld]
    /// @throws RuntimeException when it could not be recorded: the message is not sent and the
    ///   exception reaches the caller of [Channel#deliver]
    boolean commit();
}
