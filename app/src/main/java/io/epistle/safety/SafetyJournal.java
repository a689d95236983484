package io.epistle.safety;

import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.event.StemId;
import io.epistle.event.Timeline;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonRecord;
import io.epistle.identity.PersonRecord.Link;
import io.epistle.privacy.AddressHash;
import io.epistle.privacy.Addresses;
import io.epistle.privacy.Consent;
import io.epistle.privacy.MailPreferences;
import io.epistle.privacy.Suppressions;
import io.epistle.profile.PersonReader;
import io.epistle.send.Cancellation;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerEntry;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;
import io.epistle.vault.HashPurpose;
import io.epistle.vault.Vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes down, in front of every commit, what of it an older backup must not forget: suppressions,
/// withdrawals of consent, wishes for less mail, messages handed over. It looks at what the turn is
/// about to commit, so no feature can forget to tell it.
///
/// How a message ended after it was handed over is written down with the next thing that must be,
/// after some more of its kind, or at the end: where that is lost, the message is known as handed
/// over, which is enough to send it to nobody again.
public final class SafetyJournal implements AutoCloseable {
    /// By which facts people choose to get less, and what of them must be known to honour it.
    private static final Map<String, List<String>> CHOICES =
            Map.of(
                    Consent.WITHDRAWN, List.of("purpose", "topic", "level"),
                    MailPreferences.CHANGED, List.of("frequency", "paused_until"));

    /// More than this are written down without anything that must be: a relay that is down for days
    /// defers every message many times.
    private static final int WAITING_MAX = 1_000;

    private final JournalFile file;
    private final Vault vault;
    private final PeopleStore people;
    private final PersonReader reader;
    private final List<SafetyNote> waiting = new ArrayList<>();

    /// A journal in `file`, which it closes.
    public SafetyJournal(JournalFile file, Vault vault, PeopleStore people, PersonReader reader) {
        this.file = file;
        this.vault = vault;
        this.people = people;
        this.reader = reader;
    }

    /// What proves that a journal is that of the folder whose keys `vault` has.
    public static JournalFile.Seal seal(Vault vault) {
        return id -> vault.hash(HashPurpose.JOURNAL, Long.toHexString(id));
    }

    /// Which journal this is.
    public long id() {
        return file.id();
    }

    /// The position behind the last record; asked for inside a turn, everything in front of it is
    /// committed.
    public long position() {
        return file.position();
    }

    /// The size of the file.
    public long sizeBytes() {
        return file.position();
    }

    /// Writes down what a turn is about to commit; on disk when this returns.
    ///
    /// @throws io.epistle.store.StoreException where the disk refuses; then the turn must not be
    ///   committed
    public void before(Turn turn) {
        List<SafetyNote> urgent = new ArrayList<>();
        for (var row : turn.written(Suppressions.SUPPRESSIONS)) {
            urgent.add(new SafetyNote.Suppressed(row.key(), row.value()));
        }
        for (var row : turn.written(Cancellation.CANCELLATIONS)) {
            urgent.add(new SafetyNote.Cancelled(row.key(), row.value()));
        }
        TimelineStore.appended(
                turn,
                (stem, fact) -> {
                    if (CHOICES.containsKey(fact.name())) {
                        urgent.add(chosen(turn, stem, fact));
                    }
                });
        List<SafetyNote> ended = new ArrayList<>();
        for (var row : turn.written(Ledger.ENTRIES)) {
            note(row.value(), urgent, ended);
        }
        if (!urgent.isEmpty() || waiting.size() >= WAITING_MAX) {
            write(urgent);
        }
        waiting.addAll(ended);
    }

    private static void note(LedgerEntry entry, List<SafetyNote> urgent, List<SafetyNote> ended) {
        if (entry.responses() != 0) {
            // It was written down before anybody could answer it.
            return;
        }
        switch (entry.state()) {
            case HANDED -> urgent.add(new SafetyNote.Moved(entry));
            case ACCEPTED, CAUGHT, DEFERRED, FAILED, UNCERTAIN ->
                    ended.add(new SafetyNote.Moved(entry));
            case PLANNED, CLAIMED, SKIPPED -> {
                // Planned again by the same plan, under the same key.
            }
        }
    }

    private SafetyNote.Chosen chosen(Turn turn, StemId stem, Fact fact) {
        Optional<PersonRecord> person =
                turn.get(PeopleStore.STEMS, stem).flatMap(id -> people.get(turn, id));
        SortedMap<String, String> said = new TreeMap<>();
        for (String name : CHOICES.getOrDefault(fact.name(), List.of())) {
            fact.properties().text(name).ifPresent(text -> said.put(name, text));
        }
        return new SafetyNote.Chosen(
                fact.name(),
                fact.knownAt(),
                person.map(record -> record.stems().stream().map(Link::stem).toList())
                        .orElseGet(() -> List.of(stem)),
                person.flatMap(record ->
                        address(fact, reader.read(turn, record).timeline(), turn.now())
                                .map(email -> AddressHash.of(vault, email))),
                said);
    }

    /// The address that a choice was made for; else the person's.
    private static Optional<String> address(Fact fact, Timeline timeline, Instant now) {
        return fact.properties()
                .text(Identifier.EMAIL)
                .or(() -> Addresses.of(timeline, now).confirmed().stream().findFirst());
    }

    private void write(List<SafetyNote> urgent) {
        List<SafetyNote> notes = new ArrayList<>(waiting);
        notes.addAll(urgent);
        file.append(SafetyNote.CODEC.encode(notes));
        waiting.clear();
    }

    /// Writes down what waits and closes the file. Called when the writer has ended.
    @Override
    public void close() {
        if (!waiting.isEmpty()) {
            write(List.of());
        }
        file.close();
    }
}
