package io.epistle.send;

/// Takes what [MailboxServer] receives.
@FunctionalInterface
public interface MailboxSink {

    /// Stores a message durably. Only when this returns is the client told that the message is
    /// accepted; when it throws, the client is told to try again later, so keep the cause yourself.
    ///
    /// Called by many threads at once.
    ///
    /// @param envelope what the client said
    /// @param message the message as sent, dots undoubled, lines ending in CRLF
    void received(ReceivedEnvelope envelope, byte[] message);
}
