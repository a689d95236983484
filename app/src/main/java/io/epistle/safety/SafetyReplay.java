package io.epistle.safety;

import io.epistle.collect.Admissions.Touched;
import io.epistle.event.ByteReader.MalformedBytes;
import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.StemId;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonRecord;
import io.epistle.privacy.Consent;
import io.epistle.privacy.Suppressions;
import io.epistle.profile.PersonReader;
import io.epistle.send.Cancellation;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerEntry;
import io.epistle.send.LedgerRecovery;
import io.epistle.send.LedgerState;
import io.epistle.send.SentFacts;
import io.epistle.store.StoreException;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;
import io.epistle.store.Writer;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings a restored store up to what the safety journal knows. Doing it again is harmless.
///
/// Where a note and the store differ in how much is allowed, the less wins: whoever withdrew and is
/// unknown to the backup is suppressed by the address they had.
public final class SafetyReplay {
    /// What replaying changed.
    ///
    /// @param suppressed addresses put on the suppression list
    /// @param chosen consents taken back and other wishes for less
    /// @param ended messages known to have ended after the backup
    /// @param uncertain messages of which is only known that they were handed over
    /// @param unknown withdrawals of people whom the backup does not know, of other things than
    ///   mail or without an address
    public record Counts(long suppressed, long chosen, long ended, long uncertain, long unknown) {
        /// Nothing yet.
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(
                    suppressed + other.suppressed,
                    chosen + other.chosen,
                    ended + other.ended,
                    uncertain + other.uncertain,
                    unknown + other.unknown);
        }
    }

    private static final Counts SUPPRESSED = new Counts(1, 0, 0, 0, 0);
    private static final Counts CHOSEN = new Counts(0, 1, 0, 0, 0);
    private static final Counts ENDED = new Counts(0, 0, 1, 0, 0);
    private static final Counts UNCERTAIN = new Counts(0, 0, 0, 1, 0);
    private static final Counts DOUBTED_NO_MORE = new Counts(0, 0, 0, -1, 0);
    private static final Counts UNKNOWN = new Counts(0, 0, 0, 0, 1);

    private final Writer writer;
    private final PeopleStore people;
    private final PersonReader reader;
    private final TimelineStore timelines;
    private final Touched touched;

    /// A replay into the store behind `writer`.
    public SafetyReplay(
            Writer writer,
            PeopleStore people,
            PersonReader reader,
            TimelineStore timelines,
            Touched touched) {
        this.writer = writer;
        this.people = people;
        this.reader = reader;
        this.timelines = timelines;
        this.touched = touched;
    }

    /// Replays a journal, oldest record first.
    ///
    /// @param from the position to begin at, such as that of a backup
    /// @throws StoreException where it is damaged or another folder's, in one sentence
    public Counts all(Path journal, JournalFile.Seal seal, long from) {
        List<Counts> counts = new ArrayList<>();
        JournalFile.Contents _ =
                JournalFile.read(journal, seal, from, record -> counts.add(replay(record)));
        return counts.stream().reduce(Counts.NONE, Counts::plus);
    }

    /// Replays one record in one turn.
    private Counts replay(byte[] record) {
        List<SafetyNote> notes;
        try {
            notes = SafetyNote.CODEC.decode(record);
        } catch (MalformedBytes malformed) {
            throw new StoreException(
                    "The safety journal has a record that cannot be read (%s); upgrade the program."
                            .formatted(malformed.getMessage()),
                    malformed);
        }
        return writer.apply(turn -> {
            Counts counts = Counts.NONE;
            for (SafetyNote note : notes) {
                counts = counts.plus(replay(turn, note));
            }
            return counts;
        });
    }

    private Counts replay(Turn turn, SafetyNote note) {
        return switch (note) {
            case SafetyNote.Suppressed(var address, var why) -> {
                boolean known = Suppressions.get(turn, address).isPresent();
                if (!known) {
                    turn.put(Suppressions.SUPPRESSIONS, address, why);
                }
                yield known ? Counts.NONE : SUPPRESSED;
            }
            case SafetyNote.Chosen chosen ->
                    person(turn, chosen)
                            .map(person -> choose(turn, person, chosen))
                            .orElseGet(() -> suppress(turn, chosen));
            case SafetyNote.Cancelled(String campaign, Instant at) -> {
                Cancellation.place(turn, campaign, at);
                yield new Counts(0, 0, Cancellation.sweep(turn, campaign, Integer.MAX_VALUE), 0, 0);
            }
            case SafetyNote.Moved(LedgerEntry known) -> {
                boolean doubted =
                        turn.get(Ledger.ENTRIES, known.key())
                                .filter(LedgerRecovery::isHandedSince)
                                .isPresent();
                yield LedgerRecovery.restore(turn, known)
                        .map(entry -> moved(turn, entry))
                        .map(counts -> doubted ? counts.plus(DOUBTED_NO_MORE) : counts)
                        .orElse(Counts.NONE);
            }
        };
    }

    private Optional<PersonRecord> person(Turn turn, SafetyNote.Chosen chosen) {
        for (StemId stem : chosen.stems()) {
            Optional<PersonRecord> person =
                    turn.get(PeopleStore.STEMS, stem).flatMap(id -> people.get(turn, id));
            if (person.isPresent()) {
                return person;
            }
        }
        return Optional.empty();
    }

    private Counts choose(Turn turn, PersonRecord person, SafetyNote.Chosen chosen) {
        Struct.Builder said = Struct.builder();
        chosen.said().forEach(said::put);
        Struct properties = said.put("evidence", "the safety journal").build();
        boolean known =
                reader.read(turn, person).timeline().facts().stream()
                        .anyMatch(fact -> says(fact, chosen));
        if (known) {
            return Counts.NONE;
        }
        PersonRecord.Link stem = person.stems().getFirst();
        tell(turn, stem, chosen, properties);
        touched.person(turn, person.id(), chosen.at(), List.of());
        return CHOSEN;
    }

    private static boolean says(Fact fact, SafetyNote.Chosen chosen) {
        return fact.name().equals(chosen.fact())
                && fact.knownAt().equals(chosen.at())
                && chosen.said().entrySet().stream()
                        .allMatch(said ->
                                fact.properties()
                                        .text(said.getKey())
                                        .equals(Optional.of(said.getValue())));
    }

    private void tell(
            Turn turn, PersonRecord.Link stem, SafetyNote.Chosen chosen, Struct properties) {
        Event event =
                new Event(
                        Consent.SOURCE,
                        "chosen:" + stem.stem() + chosen.at() + chosen.said(),
                        EventType.TRACK,
                        chosen.fact(),
                        List.of(),
                        chosen.at(),
                        chosen.at(),
                        Trust.VOUCHED,
                        properties,
                        Struct.empty(),
                        Struct.empty());
        Fact _ = timelines.append(turn, stem.stem(), stem.keySlot(), event, 0);
    }

    private static Counts suppress(Turn turn, SafetyNote.Chosen chosen) {
        boolean isOfMail =
                chosen.fact().equals(Consent.WITHDRAWN)
                        && Optional.of(Consent.MARKETING_EMAIL)
                                .equals(Optional.ofNullable(chosen.said().get("purpose")));
        if (!isOfMail || chosen.address().isEmpty()) {
            return UNKNOWN;
        }
        boolean known = Suppressions.get(turn, chosen.address().get()).isPresent();
        Suppressions.add(turn, chosen.address().get(), "withdrew after the backup");
        return known ? Counts.NONE : SUPPRESSED;
    }

    private Counts moved(Turn turn, LedgerEntry entry) {
        if (entry.state().standing() == LedgerState.Standing.SENT) {
            people.get(turn, entry.person())
                    .ifPresent(person -> {
                        PersonRecord.Link stem = person.stems().getFirst();
                        Event sent = SentFacts.fact(entry, Struct.empty(), entry.changedAt());
                        Fact _ = timelines.append(turn, stem.stem(), stem.keySlot(), sent, 0);
                        touched.person(turn, person.id(), entry.changedAt(), List.of());
                    });
        }
        return entry.state() == LedgerState.UNCERTAIN ? UNCERTAIN : ENDED;
    }
}
