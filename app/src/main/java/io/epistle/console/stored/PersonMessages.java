package io.epistle.console.stored;

import io.epistle.console.MessageState;
import io.epistle.console.PersonView;
import io.epistle.privacy.Addresses;
import io.epistle.profile.Person;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerEntry;
import io.epistle.send.Response;
import io.epistle.trigger.LiveDefinitions.LiveCampaign;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What campaigns planned for a person.
final class PersonMessages {
    private final Stored stored;
    private final Ledger ledger;

    PersonMessages(Stored stored, Ledger ledger) {
        this.stored = stored;
        this.ledger = ledger;
    }

    /// A person's messages, newest first; none where no address counts.
    List<PersonView.Message> of(Person person, Instant now) {
        List<String> addresses = Addresses.of(person.timeline(), now).confirmed();
        return stored.live().campaigns().values().stream()
                .flatMap(campaign -> addresses.stream().flatMap(email -> find(campaign, email)))
                .sorted(Comparator.comparing(PersonView.Message::at).reversed())
                .toList();
    }

    private Stream<PersonView.Message> find(LiveCampaign campaign, String email) {
        return ledger.occasions(stored.rows(), campaign.definition().id(), email).stream()
                .map(entry -> message(campaign, entry));
    }

    private static PersonView.Message message(LiveCampaign campaign, LedgerEntry entry) {
        return new PersonView.Message(
                entry.key().campaign(),
                campaign.definition().name(),
                entry.variant(),
                state(entry),
                entry.reason(),
                entry.changedAt(),
                entry.has(Response.CLICK) || entry.has(Response.SIMULATED_CLICK),
                Optional.empty());
    }

    /// Where a message stands, as pages say it.
    static MessageState state(LedgerEntry entry) {
        return switch (entry.state().standing()) {
            case OPEN -> MessageState.OPEN;
            case SENT -> MessageState.SENT;
            case SKIPPED -> MessageState.SKIPPED;
            case FAILED -> MessageState.FAILED;
            case UNCERTAIN -> MessageState.UNCERTAIN;
        };
    }
}
