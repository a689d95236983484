package io.epistle.compose;

import io.epistle.catalogue.Catalogue;
import io.epistle.event.Fact;
import io.epistle.profile.Person;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Everything that one message is made of. Equal inputs give equal bytes.
///
/// @param sendId names the send
/// @param template the id of the template
/// @param now the moment the person is seen at, and that of the message
/// @param zone in which dates are shown: the person's, or the account's where it is unknown
/// @param person who is written to
/// @param to where it goes
/// @param purposes what the person agreed that we may use
/// @param segments the ids of the segments that the person is in, ascending
/// @param picks what is recommended, best first; empty where nothing is
/// @param catalogue what the products are called and cost that the person has to do with
/// @param campaign on whose behalf
/// @param from the sender where the campaign overrides the template's
/// @param subject what replaces the template's subject; absent where it stays
/// @param links the links of this message
/// @param event the fact that triggered it; absent where none did
public record ComposeInput(
        SendId sendId,
        String template,
        Instant now,
        ZoneId zone,
        Person person,
        NamedAddress to,
        Purposes purposes,
        List<String> segments,
        List<Pick> picks,
        Catalogue catalogue,
        SendingCampaign campaign,
        Optional<NamedAddress> from,
        Optional<Subject> subject,
        MessageLinks links,
        Optional<Fact> event) {
    public ComposeInput {
        segments = List.copyOf(segments);
        picks = List.copyOf(picks);
    }

    /// The campaign a message belongs to.
    ///
    /// @param id as its definition has it
    /// @param name for people; also names the mailing list in the headers
    /// @param variant the variant's id; empty where there is only one
    /// @param transactional whether its messages answer something the person did: they belong to no
    ///   list and have no way out of it
    public record SendingCampaign(String id, String name, String variant, boolean transactional) {}
}
