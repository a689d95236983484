package io.epistle.send;

import java.time.Duration;
import java.util.Optional;

/// What became of one delivery.
///
/// The line that matters runs between what surely was not accepted and what may have been. A
/// connection that breaks before [HandOver#commit] has returned `true` gives [Unsent]: the server
/// cannot have the message, sending it again is safe. One that breaks afterwards, before the server
/// has answered, gives [Uncertain]: the server may have it, and sending it again may reach the
/// person twice.
public sealed interface DeliveryOutcome {

    /// The server has taken responsibility for the message (2xx after the final dot).
    ///
    /// @param reply its answer
    /// @param queueId what the server calls the message in its log; empty when it does not say
    record Accepted(Reply reply, String queueId) implements DeliveryOutcome {}

    /// The server said: not now (4xx). Surely not accepted; the same message may be tried later.
    ///
    /// @param stage what it answered; before [Stage#MAIL] the whole channel is meant
    /// @param reply its answer
    record Deferred(Stage stage, Reply reply) implements DeliveryOutcome {

        /// How long the server asked to wait, where it said so.
        public Optional<Duration> retryAfter() {
            return reply.retryAfter();
        }
    }

    /// The server refused this message for good (5xx), or cannot take it at all by what it
    /// announced (too large, addresses beyond ASCII). Surely not accepted.
    ///
    /// @param stage what was refused: [Stage#RECIPIENT] speaks about the address, [Stage#MAIL]
    ///   about the sender, later ones about the content
    /// @param reply its answer
    record Rejected(Stage stage, Reply reply) implements DeliveryOutcome {}

    /// [HandOver#commit] said no. Surely not accepted; the connection was dropped before the final
    /// dot.
    record Withheld() implements DeliveryOutcome {}

    /// The channel failed, not the message: no connection, broken before the hand-over, refused
    /// log-in, untrusted certificate. Surely not accepted; trying again is safe.
    ///
    /// @param stage how far it had come
    /// @param reason one clause without personal data
    record Unsent(Stage stage, String reason) implements DeliveryOutcome {}

    /// The connection broke, fell silent or became unintelligible after the hand-over. The server
    /// may or may not have the message.
    ///
    /// @param reason one clause without personal data
    record Uncertain(String reason) implements DeliveryOutcome {}

    /// Whether the server surely does not have the message.
    default boolean surelyNotAccepted() {
        return switch (this) {
            case Accepted accepted -> false;
            case Uncertain uncertain -> false;
            case Deferred deferred -> true;
            case Rejected rejected -> true;
            case Withheld withheld -> true;
            case Unsent unsent -> true;
        };
    }
}
