package io.epistle.console;

import io.epistle.event.Identifier;
import io.epistle.identity.PersonId;
import io.epistle.profile.Trait;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that is known about one person, save the timeline, which is asked for page by page.
///
/// @param row the person as lists show them
/// @param identifiers the names that sources gave to this person
/// @param stems how many linked identities make up the person, at least 1
/// @param firstSeen when the oldest fact happened
/// @param traits what is known, with provenance, by path
/// @param consents the state of every purpose that was ever asked about
/// @param orders what they bought
/// @param rfm recency, frequency and money; absent without orders
/// @param lifecycle the state of their custom
/// @param memberships every segment, members first, each with why
/// @param recommendations what they may like, best first
/// @param messages what was planned for them, newest first
public record PersonView(
        PersonRow row,
        List<Identifier> identifiers,
        int stems,
        Optional<Instant> firstSeen,
        List<Trait> traits,
        List<Consent> consents,
        Orders orders,
        Optional<Rfm> rfm,
        Lifecycle lifecycle,
        List<Membership> memberships,
        List<Recommendation> recommendations,
        List<Message> messages) {
    public PersonView {
        identifiers = List.copyOf(identifiers);
        traits = List.copyOf(traits);
        consents = List.copyOf(consents);
        memberships = List.copyOf(memberships);
        recommendations = List.copyOf(recommendations);
        messages = List.copyOf(messages);
    }

    /// Who.
    public PersonId id() {
        return row.id();
    }

    /// Whether a person agreed to a purpose.
    ///
    /// @param purpose such as `marketing_email`
    /// @param given the state of now
    /// @param since when it became so
    /// @param evidence how it is known; empty where nothing was kept
    /// @param source who said so
    /// @param invented whether a demonstration made it up
    public record Consent(
            String purpose,
            boolean given,
            Instant since,
            String evidence,
            String source,
            boolean invented) {}

    /// Orders in sum.
    ///
    /// @param count completed orders
    /// @param refunds refunds
    /// @param spent paid less refunded; absent without orders
    /// @param average spent per order; absent without orders
    /// @param first the oldest order
    /// @param last the newest order
    public record Orders(
            long count,
            long refunds,
            Optional<Money> spent,
            Optional<Money> average,
            Optional<Instant> first,
            Optional<Instant> last) {}

    /// Scores from 1 (lowest fifth of all customers) to 5 (highest fifth).
    ///
    /// @param recency how lately they ordered
    /// @param frequency how often
    /// @param monetary for how much
    public record Rfm(int recency, int frequency, int monetary) {}

    /// The state of a person's custom.
    ///
    /// @param state such as `active` or `at risk`; empty where it is not known
    /// @param until when it changes by itself if nothing new happens; absent where it does not
    public record Lifecycle(String state, Optional<Instant> until) {}

    /// One segment as it looks from one person.
    ///
    /// @param segment its id
    /// @param name its name
    /// @param member whether the person is in it now
    /// @param since when they entered, or left; absent where they never were in it
    /// @param why the rule's tree with what was found; `why.until()` is when the answer next
    ///   changes by itself
    public record Membership(
            String segment, String name, boolean member, Optional<Instant> since, Why why) {}

    /// A product that the person may like.
    ///
    /// @param product its id
    /// @param name its name; empty where the catalogue has none
    /// @param price what it costs, where that is known
    /// @param score the model's figure, comparable within one list only
    /// @param reason why, in words
    public record Recommendation(
            String product, String name, Optional<Money> price, double score, String reason) {}

    /// A message planned for this person.
    ///
    /// @param campaign its campaign's id
    /// @param campaignName its campaign's name
    /// @param variant which variant; empty where none was assigned
    /// @param state where it ended
    /// @param reason why it was skipped or failed; empty otherwise
    /// @param at when it reached that state
    /// @param clicked whether the person followed a link in it
    /// @param mail its id in the built-in mailbox, where it lies there
    public record Message(
            String campaign,
            String campaignName,
            String variant,
            MessageState state,
            String reason,
            Instant at,
            boolean clicked,
            Optional<String> mail) {}
}
