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

    /// The offer inside does not hold now.
    ///
    /// @param offer its id
    record OfferOver(String offer) implements Refusal {}

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
            case OfferOver _ -> "offer over";
        };
    }

    /// The whole reason as a sentence without personal data.
    default String sentence() {
        return switch (this) {
            case Suppressed(String cause) -> "The address is suppressed: %s.".formatted(cause);
            case NoConsent(String purpose, boolean withdrawn) ->
                    withdrawn
                            ? "The person withdrew their consent to %s.".formatted(purpose)
                            : "The person never agreed to %s.".formatted(purpose);
            case TopicLeft(String topic) -> "The person left the topic %s.".formatted(topic);
            case Paused(Instant until) -> "The person wants no mail until %s.".formatted(until);
            case NoLongerEligible _ -> "The person is not in the audience any more.";
            case HeldOut _ -> "The person is held out, so that the effect can be measured.";
            case CapReached(FrequencyCap cap, Instant until) ->
                    "The person has had %d messages within %s; there is room again at %s."
                            .formatted(cap.messages(), Spans.print(cap.within()), until);
            case AskedForLess(FrequencyCap cap, Instant until) ->
                    "The person wants at most %d messages within %s; there is room again at %s."
                            .formatted(cap.messages(), Spans.print(cap.within()), until);
            case Quiet(Instant until) ->
                    "It is quiet hours where the person is, until %s.".formatted(until);
            case OfferOver(String offer) -> "The offer %s does not hold now.".formatted(offer);
        };
    }
}
