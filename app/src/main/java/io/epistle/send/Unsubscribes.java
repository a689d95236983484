package io.epistle.send;

import io.epistle.collect.Admissions.Touched;
import io.epistle.compose.SendId;
import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonRecord;
import io.epistle.privacy.Consent;
import io.epistle.privacy.Consents;
import io.epistle.privacy.Suppressions;
import io.epistle.profile.PersonReader;
import io.epistle.store.Rows;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;
import io.epistle.store.Writer;

import java.util.List;
import java.util.Optional;

/// What the unsubscribe link of a mail does: the consent is withdrawn as a fact and the address
/// suppressed, in one turn, in effect before the next hand-over. The link of a forwarded mail
/// withdraws for the person it was sent to, and links nobody.
public final class Unsubscribes {
    /// What became of a link.
    public enum Withdrawal {
        /// Withdrawn by this.
        DONE,
        /// Withdrawn before.
        ALREADY,
        /// Not a token of ours.
        UNKNOWN
    }

    private final Rows rows;
    private final Writer writer;
    private final Ledger ledger;
    private final MailLinks links;
    private final PeopleStore people;
    private final PersonReader reader;
    private final TimelineStore timelines;
    private final Touched touched;

    /// Withdrawals by the links of `links`.
    public Unsubscribes(
            Rows rows,
            Writer writer,
            Ledger ledger,
            MailLinks links,
            PeopleStore people,
            PersonReader reader,
            TimelineStore timelines,
            Touched touched) {
        this.rows = rows;
        this.writer = writer;
        this.ledger = ledger;
        this.links = links;
        this.people = people;
        this.reader = reader;
        this.timelines = timelines;
        this.touched = touched;
    }

    /// Withdraws what a token names; durable when this returns. Doing it again is harmless.
    public Withdrawal withdraw(String token) {
        Optional<LedgerEntry> entry = links.sendId(token).flatMap(this::entry);
        return entry.map(found -> writer.apply(turn -> withdraw(turn, found)))
                .orElse(Withdrawal.UNKNOWN);
    }

    private Optional<LedgerEntry> entry(SendId sendId) {
        return ledger.find(rows, sendId);
    }

    private Withdrawal withdraw(Turn turn, LedgerEntry entry) {
        boolean suppressed = Suppressions.get(turn, entry.key().address()).isPresent();
        Optional<PersonRecord> agreeing =
                people.get(turn, entry.person()).filter(person -> agrees(turn, person));
        if (suppressed && agreeing.isEmpty()) {
            return Withdrawal.ALREADY;
        }
        Suppressions.add(turn, entry.key().address(), "unsubscribed");
        agreeing.ifPresent(person -> tell(turn, entry, person));
        return Withdrawal.DONE;
    }

    private boolean agrees(Turn turn, PersonRecord person) {
        return Consents.of(reader.read(turn, person).timeline(), turn.now())
                .allow(Consent.MARKETING_EMAIL);
    }

    private void tell(Turn turn, LedgerEntry entry, PersonRecord person) {
        PersonRecord.Link stem = person.stems().getFirst();
        Event event =
                new Event(
                        "epistle",
                        "unsubscribed:" + entry.sendId(),
                        EventType.TRACK,
                        Consent.WITHDRAWN,
                        List.of(),
                        turn.now(),
                        turn.now(),
                        Trust.DECLARED,
                        Struct.builder()
                                .put("purpose", Consent.MARKETING_EMAIL)
                                .put("evidence", "the unsubscribe link of a mail")
                                .put("campaign_id", entry.key().campaign())
                                .put("send_id", entry.sendId().toString())
                                .build(),
                        Struct.empty(),
                        Struct.empty());
        timelines.append(turn, stem.stem(), stem.keySlot(), event, 0);
        touched.person(turn, person.id(), turn.now(), List.of());
    }
}
