package io.epistle.trigger;

import java.time.Instant;

/// Why a message that was due is not sent. Every refusal is recorded with its message.
public sealed interface Refusal {
    /// The address or person is on the suppression list.
    ///
    /// @param cause why it is there, such as `hard bounce` or `complaint`
    record Suppressed(String cause) implements Refusal {}

    /// The person did not agree to the purpose.
    ///
    /// @param purpose such as `marketing_email`
    /// @param withdrawn whether they had once agreed and took it back
    record NoConsent(String purpose, boolean withdrawn) implements Refusal {}

    /// The person left the topic of the message.
    ///
    /// @param topic its id
    record TopicLeft(String topic) implements Refusal {}

    /// The person wants nothing for a while.
    ///
    /// @param until when the pause ends
    record Paused(Instant until) implements Refusal {}

    /// The person is not in the audience any more, or is in the exclusion by now.
    record NoLongerEligible() implements Refusal {}

    /// The person belongs to those who get nothing, so that the effect can be measured.
    record HeldOut() implements Refusal {}

    /// The person had enough messages.
    ///
    /// @param cap the cap that is reached
    /// @param until when it leaves room again, if nothing else is sent
    record CapReached(FrequencyCap cap, Instant until) implements Refusal {}

    /// The person wants mail less often.
    ///
    /// @param cap how often they want it
    /// @param until when that leaves room again, if nothing else is sent
    record AskedForLess(FrequencyCap cap, Instant until) implements Refusal {}

    /// It is night where the person is.
    ///
    /// @param until when the quiet hours end
    record Quiet(Instant until) implements Refusal {}

    /// The message comes too late to be of use.
    ///
    /// @param at from when it did
    record Late(Instant at) implements Refusal {}

    /// What was to start the message became known too late: the person's fact came over an hour
    /// after it happened, or a wait ended over a day ago while no server ran.
    record ToldLate() implements Refusal {}

    /// The short reason under which refusals are counted: lower case, stable over versions.
    default String reason() {
        return switch (this) {
            case Suppressed _ -> "suppressed";
            case NoConsent(_, boolean withdrawn) -> withdrawn ? "consent withdrawn" : "no consent";
            case TopicLeft _ -> "topic left";
            case Paused _ -> "paused";
            case NoLongerEligible _ -> "no longer eligible";
            case HeldOut _ -> "held out";
            case CapReached _ -> "frequency cap";
            case AskedForLess _ -> "asked for less mail";
            case Quiet _ -> "quiet hours";
            case Late _ -> "late";
            case ToldLate _ -> "told too late";
        };
    }
}
