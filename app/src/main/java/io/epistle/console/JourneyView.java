package io.epistle.console;

import io.epistle.event.Fact;

import java.time.Instant;
import java.util.List;

/// What one fact set off, from its collection to the mail that came of it.
///
/// @param row the fact
/// @param receivedAt since when it is known
/// @param page the page of the person's timeline that it stands on; 1 where it is about nobody
/// @param causes the facts of the same turn that it follows from; empty for what came from outside
/// @param changed what was decided for the same person in the same turn because of it
/// @param messages the messages that it started or is about
public record JourneyView(
        LiveRow row,
        Instant receivedAt,
        int page,
        List<Fact> causes,
        List<Fact> changed,
        List<Message> messages) {
    public JourneyView {
        causes = List.copyOf(causes);
        changed = List.copyOf(changed);
        messages = List.copyOf(messages);
    }

    /// A message of the fact's person.
    ///
    /// @param campaign its campaign's id
    /// @param campaignName its campaign's name
    /// @param state where it stands
    /// @param reason why it was skipped or failed; empty otherwise
    /// @param plannedAt when it was planned
    /// @param at when it reached that state
    /// @param came what came of it, oldest first: that it was sent, opened and clicked, and the
    ///   first order behind it, whatever caused that
    public record Message(
            String campaign,
            String campaignName,
            MessageState state,
            String reason,
            Instant plannedAt,
            Instant at,
            List<Fact> came) {
        public Message {
            came = List.copyOf(came);
        }
    }
}
