package io.epistle.identity;

import io.epistle.event.ByteReader;
import io.epistle.event.Event;
import io.epistle.event.Identifier;
import io.epistle.event.StemId;
import io.epistle.identity.Matching.Candidate;
import io.epistle.identity.Matching.Match;
import io.epistle.identity.PersonRecord.Link;
import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Tallies;
import io.epistle.store.Turn;
import io.epistle.vault.HashPurpose;
import io.epistle.vault.Vault;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The identity index: identifier to stem, stem to person, person to stems; and the edges that
/// merged people. Facts never move: merging links stems, nothing else.
public final class PeopleStore {
    private static final Codec<StemId> STEM =
            Codec.of((stem, out) -> out.writeStem(stem), ByteReader::readStem);
    private static final Codec<PersonId> PERSON =
            Codec.of(
                    (person, out) -> out.writeStem(person.stem()),
                    in -> new PersonId(in.readStem()));

    /// Which stem an identifier names.
    public static final Table<IdentifierKey, StemId> IDENTIFIERS =
            new Table<>("identifiers", IdentifierKey.CODEC, STEM);

    /// Which person a stem belongs to.
    public static final Table<StemId, PersonId> STEMS = new Table<>("stems", STEM, PERSON);

    /// The people; ids that were merged away are in [#STEMS] alone.
    public static final Table<PersonId, PersonRecord> PEOPLE =
            new Table<>("people", PERSON, PersonRecord.CODEC);

    /// The key slots of stems that belong to nobody.
    public static final Table<StemId, Long> NOBODY = new Table<>("nobody", STEM, Codec.LONG);

    /// Why people were merged, by the sequence of the fact that did it: the person that remained
    /// and those linked to it.
    public static final Table<Long, List<PersonId>> EDGES =
            new Table<>(
                    "edges",
                    Codec.LONG,
                    Codec.of(
                            (people, out) -> {
                                out.writeVarint(people.size());
                                people.forEach(person -> out.writeStem(person.stem()));
                            },
                            in -> {
                                List<PersonId> people = new ArrayList<>();
                                for (int left = in.readCount(); left > 0; left--) {
                                    people.add(new PersonId(in.readStem()));
                                }
                                return people;
                            }));

    /// The number of people.
    public static final String PEOPLE_TALLY = "people";

    private final Vault vault;

    /// An index keyed by `vault`.
    public PeopleStore(Vault vault) {
        this.vault = vault;
    }

    /// Finds or makes the person of an event, merging people that it proves to be one.
    ///
    /// @param sequence the place in the log that the event's fact will have
    public Resolution resolve(Turn turn, Event event, long sequence) {
        if (event.identifiers().isEmpty()) {
            return nobody(turn, event);
        }
        List<Candidate> candidates = candidates(turn, event);
        if (candidates.isEmpty()) {
            return new Resolution.Blocked(
                    event.identifiers().stream().map(Identifier::kind).toList());
        }
        Match match = Matching.decide(candidates);
        Optional<StemId> named = match.used().getFirst().stem();
        List<Link> stems = new ArrayList<>();
        match.owners().forEach(owner -> stems.addAll(owner.stems()));
        StemId stem = named.orElseGet(() -> stemId(event));
        if (named.isEmpty()) {
            stems.add(new Link(stem, sequence, vault.newKey()));
        }
        stems.sort(Comparator.comparingLong(Link::born).thenComparing(Link::stem));
        Set<IdentifierKey> mappings = new LinkedHashSet<>();
        match.owners().forEach(owner -> mappings.addAll(owner.mappings()));
        match.used().forEach(candidate -> mappings.add(candidate.key()));
        PersonRecord person = new PersonRecord(stems, List.copyOf(mappings));
        write(turn, match, person, stem, sequence);
        List<PersonId> merged =
                match.owners().stream()
                        .map(PersonRecord::id)
                        .filter(id -> !id.equals(person.id()))
                        .toList();
        return new Resolution.OfPerson(person.id(), stem, person.link(stem).keySlot(), merged);
    }

    private void write(Turn turn, Match match, PersonRecord person, StemId stem, long sequence) {
        if (match.owners().size() == 1 && match.owners().getFirst().equals(person)) {
            return;
        }
        for (PersonRecord owner : match.owners()) {
            turn.delete(PEOPLE, owner.id());
        }
        turn.put(PEOPLE, person.id(), person);
        person.stems().forEach(link -> turn.put(STEMS, link.stem(), person.id()));
        for (Candidate candidate : match.used()) {
            if (candidate.owner().isEmpty()) {
                turn.put(IDENTIFIERS, candidate.key(), stem);
            }
        }
        if (match.owners().size() > 1) {
            List<PersonId> edge = new ArrayList<>(List.of(person.id()));
            match.owners().stream()
                    .map(PersonRecord::id)
                    .filter(id -> !id.equals(person.id()))
                    .forEach(edge::add);
            turn.put(EDGES, sequence, edge);
        }
        Tallies.add(turn, PEOPLE_TALLY, 1 - match.owners().size());
    }

    private List<Candidate> candidates(Turn turn, Event event) {
        Set<IdentifierKey> keys = new LinkedHashSet<>();
        event.identifiers().stream()
                .sorted(Comparator.comparing(Identifier::kind, IdentifierRules.byPriority()))
                .forEach(identifier ->
                        IdentifierRules.normalise(identifier)
                                .ifPresent(value ->
                                        keys.add(
                                                IdentifierKey.of(
                                                        vault, identifier.kind(), value))));
        List<Candidate> candidates = new ArrayList<>();
        for (IdentifierKey key : keys) {
            Optional<StemId> stem = turn.get(IDENTIFIERS, key);
            Optional<PersonRecord> owner =
                    stem.flatMap(known -> turn.get(STEMS, known))
                            .flatMap(person -> turn.get(PEOPLE, person));
            candidates.add(new Candidate(key, stem, owner));
        }
        return candidates;
    }

    private Resolution nobody(Turn turn, Event event) {
        String month =
                event.occurredAt()
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .withDayOfMonth(1)
                        .toString();
        StemId stem = stem(vault.hash(HashPurpose.MESSAGE, "nobody", event.source(), month));
        long keySlot =
                turn.get(NOBODY, stem)
                        .orElseGet(() -> {
                            long slot = vault.newKey();
                            turn.put(NOBODY, stem, slot);
                            return slot;
                        });
        return new Resolution.Nobody(stem, keySlot);
    }

    private StemId stemId(Event event) {
        return stem(vault.hash(HashPurpose.MESSAGE, "stem", event.source(), event.messageId()));
    }

    private static StemId stem(byte[] hash) {
        return new ByteReader(hash).readStem();
    }

    /// The person who has an identifier; absent where nobody has, or where it never identifies.
    public Optional<PersonRecord> find(Rows rows, Identifier identifier) {
        return IdentifierRules.normalise(identifier)
                .map(value -> IdentifierKey.of(vault, identifier.kind(), value))
                .flatMap(key -> rows.get(IDENTIFIERS, key))
                .flatMap(stem -> rows.get(STEMS, stem))
                .flatMap(person -> rows.get(PEOPLE, person));
    }

    /// The person of an id, which may be an alias left by a merge; absent where it was never one.
    public Optional<PersonRecord> get(Rows rows, PersonId id) {
        Optional<PersonRecord> direct = rows.get(PEOPLE, id);
        return direct.isPresent()
                ? direct
                : rows.get(STEMS, id.stem()).flatMap(person -> rows.get(PEOPLE, person));
    }
}
