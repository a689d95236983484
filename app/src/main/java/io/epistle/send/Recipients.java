package io.epistle.send;

import io.epistle.collect.Admissions.Touched;
import io.epistle.compose.SendId;
import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Struct;
import io.epistle.event.Timeline;
import io.epistle.event.Trust;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonRecord;
import io.epistle.privacy.AddressHash;
import io.epistle.privacy.Addresses;
import io.epistle.privacy.Consent;
import io.epistle.privacy.Consents;
import io.epistle.profile.PersonReader;
import io.epistle.store.Rows;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;
import io.epistle.vault.Vault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whom mails were sent to, for what comes back by the links in them: finds them by the id of the
/// send, and tells facts of them.
public final class Recipients {
    private final Vault vault;
    private final Ledger ledger;
    private final PeopleStore people;
    private final PersonReader reader;
    private final TimelineStore timelines;
    private final Touched touched;

    /// The recipients of a ledger's mails; `touched` is told of everyone who got a fact.
    public Recipients(
            Vault vault,
            Ledger ledger,
            PeopleStore people,
            PersonReader reader,
            TimelineStore timelines,
            Touched touched) {
        this.vault = vault;
        this.ledger = ledger;
        this.people = people;
        this.reader = reader;
        this.timelines = timelines;
        this.touched = touched;
    }

    /// Whom a mail was sent to.
    ///
    /// @param entry the mail's row
    /// @param person who it was planned for, or whom they were merged into since
    /// @param stem the stem it was planned for, under which its facts lie
    /// @param timeline all that is known of the person, as the rows it was read from have it
    /// @param address the address it was sent to; absent where the timeline has it no more
    public record Recipient(
            LedgerEntry entry,
            PersonRecord person,
            PersonRecord.Link stem,
            Timeline timeline,
            Optional<String> address) {
        /// What the person agreed to at the address that the mail was sent to.
        public Consents consents(Instant now) {
            return address.map(text -> Addresses.of(timeline, now).consents(text))
                    .orElseGet(Consents::none);
        }
    }

    /// The row of a send; absent where there is none.
    Optional<LedgerEntry> entry(Rows rows, SendId sendId) {
        return ledger.find(rows, sendId);
    }

    /// Whom a send went to; absent where there is no such send, or the person was erased.
    public Optional<Recipient> find(Rows rows, SendId sendId) {
        return ledger.find(rows, sendId).flatMap(entry -> find(rows, entry));
    }

    /// Whom a row's mail went to; absent where the person was erased.
    Optional<Recipient> find(Rows rows, LedgerEntry entry) {
        Optional<PersonRecord> person = people.get(rows, entry.person());
        if (person.isEmpty()) {
            return Optional.empty();
        }
        PersonRecord.Link stem = person.get().link(entry.person().stem());
        if (!timelines.isOpen(stem.keySlot())) {
            return Optional.empty();
        }
        Timeline timeline = reader.read(rows, person.get()).timeline();
        return Optional.of(
                new Recipient(entry, person.get(), stem, timeline, address(timeline, entry)));
    }

    private Optional<String> address(Timeline timeline, LedgerEntry entry) {
        return Addresses.said(timeline).stream()
                .filter(text -> AddressHash.of(vault, text).equals(entry.key().address()))
                .findFirst();
    }

    /// The place in the log that the next fact of a turn gets, to name facts that have no other
    /// name.
    long nextSequence(Turn turn) {
        return timelines.nextSequence(turn);
    }

    /// Tells a fact of a recipient, who is decided anew in the same turn.
    ///
    /// @param messageId unique among our own facts
    /// @param at when it happened and became known
    /// @param said its properties; campaign and send are added
    public void tell(
            Turn turn,
            Recipient recipient,
            String messageId,
            String name,
            Instant at,
            Struct.Builder said) {
        LedgerEntry entry = recipient.entry();
        Event event =
                new Event(
                        Consent.SOURCE,
                        messageId,
                        EventType.TRACK,
                        name,
                        List.of(),
                        at,
                        at,
                        Trust.VOUCHED,
                        said.put("campaign_id", entry.key().campaign())
                                .put("send_id", entry.sendId().toString())
                                .build(),
                        Struct.empty(),
                        Struct.empty());
        timelines.append(turn, recipient.stem().stem(), recipient.stem().keySlot(), event, 0);
        touched.person(turn, recipient.person().id(), turn.now(), List.of());
    }
}
