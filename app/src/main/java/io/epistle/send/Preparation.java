package io.epistle.send;

import io.epistle.event.Struct;
import io.epistle.privacy.Consents;
import io.epistle.profile.Person;

import java.time.Instant;
import java.util.function.Predicate;

/// What preparing a message gave.
public sealed interface Preparation {
    /// A message that may go out.
    ///
    /// @param envelope from whom and to whom
    /// @param message its bytes
    /// @param purpose what the person must have agreed to
    /// @param topic the topic that they must not have left; empty where it has none
    /// @param said what the fact of the sending will say, beside campaign, variant and send id
    /// @param person whom it is for, as they were when it was decided
    /// @param consents what they had agreed to at its address
    /// @param moment when it was decided
    /// @param holds whether what was decided still is so at a later moment: the offer inside, and
    ///   the hour
    record Ready(
            Envelope envelope,
            MessageBytes message,
            String purpose,
            String topic,
            Struct said,
            Person person,
            Consents consents,
            Instant moment,
            Predicate<Instant> holds)
            implements Preparation {}

    /// A guard lets it wait.
    ///
    /// @param reason for what
    /// @param until when it is asked again
    record Wait(String reason, Instant until) implements Preparation {}

    /// A guard refuses it.
    record Skip(String reason) implements Preparation {}

    /// It cannot be composed.
    record Fail(String reason) implements Preparation {}
}
