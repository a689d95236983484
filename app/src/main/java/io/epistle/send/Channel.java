package io.epistle.send;

/// A way for messages to leave: an SMTP relay, a provider's API, a folder.
///
/// Safe for use by many threads; each delivery blocks its own (virtual) thread until the outcome is
/// known.
public interface Channel extends AutoCloseable {

    /// How the configuration and the ledger call it.
    String name();

    /// How many deliveries it can do at once; further callers wait.
    int deliveriesMax();

    /// Delivers one message and says what became of it. Never throws for what a network or server
    /// does.
    ///
    /// The promise that the ledger rests on: every outcome but [DeliveryOutcome.Accepted] and
    /// [DeliveryOutcome.Uncertain] means that the message surely was not accepted, whether
    /// `handOver` was called or not; and the message surely was not accepted before
    /// `handOver.commit()` returned `true`.
    ///
    /// @param envelope from whom and to whom
    /// @param message the finished message: lines of at most 998 bytes that end in CRLF
    /// @param handOver called at most once, before the message can be accepted
    /// @throws IllegalArgumentException when the message has a bare CR or LF or a longer line
    /// @throws RuntimeException what `handOver` throws; the message surely was not accepted
    DeliveryOutcome deliver(Envelope envelope, byte[] message, HandOver handOver);

    /// Ends all connections. A delivery under way ends by itself; later ones come out
    /// [DeliveryOutcome.Unsent].
    @Override
    void close();
}
