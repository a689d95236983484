package io.epistle.send;

import io.epistle.privacy.MailFrequency;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a person can choose about their mail, and how it stands.
///
/// @param topics what they may get, by name; one without a name stands for all marketing mail where
///   the workspace defines no topic
/// @param frequency how often at most
/// @param pausedUntil until when nothing is sent; absent without a pause
/// @param links whether the links they follow may be known
/// @param opens whether it may be known when they open a mail
public record MailChoices(
        List<Topic> topics,
        MailFrequency frequency,
        Optional<Instant> pausedUntil,
        boolean links,
        boolean opens) {
    public MailChoices {
        topics = List.copyOf(topics);
    }

    /// One topic.
    ///
    /// @param id its id; empty for all marketing mail
    /// @param name for people; empty for all marketing mail
    /// @param description what one gets; may be empty
    /// @param wanted whether the person gets it
    public record Topic(String id, String name, String description, boolean wanted) {}

    /// What a person wants from now on.
    ///
    /// @param topics the ids of the topics wanted; other ids are none
    /// @param frequency how often at most
    /// @param pause whether nothing is wanted for [Preferences#PAUSE], or for the rest of a pause
    ///   that is under way
    /// @param links whether the links they follow may be known
    /// @param opens whether it may be known when they open a mail
    public record Wish(
            SortedSet<String> topics,
            MailFrequency frequency,
            boolean pause,
            boolean links,
            boolean opens) {
        public Wish {
            topics = new TreeSet<>(topics);
        }
    }
}
