package io.epistle;

import io.epistle.collect.QuarantineStore;
import io.epistle.collect.http.CollectStore;
import io.epistle.event.ByteReader.MalformedBytes;
import io.epistle.event.Fact;
import io.epistle.event.StemId;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonRecord;
import io.epistle.identity.PersonRecord.Link;
import io.epistle.segment.MembershipCheck;
import io.epistle.segment.SegmentDays;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerCheck;
import io.epistle.store.RocksStore;
import io.epistle.store.Tallies;
import io.epistle.store.TimelineStore;
import io.epistle.vault.VaultException;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Verifies the laws of the store: every piece opens under its stem's key and decodes, every fact
/// has a place in the log of its own, indexes agree with what they index, tallies with the rows
/// they count.
final class Check {
    /// What was read and found.
    record Report(
            long facts, long people, long ledgerRows, long quarantined, List<String> findings) {}

    private static final byte[] ALL = new byte[0];

    private final Engine engine;
    private final RocksStore store;
    private final List<String> findings = new ArrayList<>();

    /// A check of what an engine stores.
    Check(Engine engine) {
        this(engine, engine.store);
    }

    /// A check of a copy of what an engine stores, under its keys.
    Check(Engine engine, RocksStore copy) {
        this.engine = engine;
        this.store = copy;
    }

    Report run() {
        SortedMap<StemId, Long> slots = slots();
        long people = store.list(PeopleStore.PEOPLE, ALL, Integer.MAX_VALUE).size();
        compare("people", people, Tallies.get(store, PeopleStore.PEOPLE_TALLY));
        identifiers();
        long facts = facts(slots);
        findings.addAll(MembershipCheck.findings(store));
        findings.addAll(LedgerCheck.findings(store));
        findings.addAll(engine.quarantine.check(store));
        findings.addAll(engine.mailbox.check(store));
        long quarantined =
                QuarantineStore.counts(store).values().stream().mapToLong(Long::longValue).sum();
        long rows = store.list(Ledger.ENTRIES, ALL, Integer.MAX_VALUE).size();
        return new Report(facts, people, rows, quarantined, List.copyOf(findings));
    }

    /// The key slot of every stem, while the stems are checked against their people.
    private SortedMap<StemId, Long> slots() {
        SortedMap<StemId, Long> slots = new TreeMap<>();
        store.scan(
                PeopleStore.PEOPLE,
                ALL,
                (id, record) -> {
                    for (Link link : record.stems()) {
                        if (slots.put(link.stem(), link.keySlot()) != null) {
                            findings.add("stem %s belongs to two people".formatted(link.stem()));
                        }
                        if (!store.get(PeopleStore.STEMS, link.stem()).equals(Optional.of(id))) {
                            findings.add(
                                    "stem %s does not lead to its person %s"
                                            .formatted(link.stem(), id));
                        }
                    }
                    return true;
                });
        store.scan(
                PeopleStore.NOBODY,
                ALL,
                (stem, slot) -> {
                    slots.put(stem, slot);
                    return true;
                });
        return slots;
    }

    private void identifiers() {
        store.scan(
                PeopleStore.IDENTIFIERS,
                ALL,
                (key, stem) -> {
                    boolean known =
                            store.get(PeopleStore.STEMS, stem)
                                    .flatMap(person -> store.get(PeopleStore.PEOPLE, person))
                                    .map(PersonRecord::mappings)
                                    .map(mappings -> mappings.contains(key))
                                    .orElse(false);
                    if (!known) {
                        findings.add(
                                "an identifier of kind %s leads to stem %s, whose person does not have it"
                                        .formatted(key.kind(), stem));
                    }
                    return true;
                });
    }

    private long facts(SortedMap<StemId, Long> slots) {
        long[] counted = new long[1];
        boolean[] erased = new boolean[1];
        SortedMap<String, Long> bySource = new TreeMap<>();
        BitSet seen = new BitSet();
        SegmentDays.Recount moves = new SegmentDays.Recount();
        store.scan(
                TimelineStore.TIMELINES,
                ALL,
                (place, _) -> {
                    Long slot = slots.get(place.stem());
                    if (slot == null) {
                        findings.add(
                                "a piece lies under stem %s, which nobody has"
                                        .formatted(place.stem()));
                        return true;
                    }
                    try {
                        List<Fact> piece = engine.timelines.piece(store, place, slot);
                        erased[0] |= piece.isEmpty();
                        for (Fact fact : piece) {
                            counted[0]++;
                            moves.add(fact);
                            bySource.merge(fact.event().source(), 1L, Long::sum);
                            if (seen.get((int) fact.sequence())) {
                                findings.add(
                                        "two facts have the place %d in the log"
                                                .formatted(fact.sequence()));
                            }
                            seen.set((int) fact.sequence());
                        }
                    } catch (VaultException | MalformedBytes damaged) {
                        findings.add(
                                "the piece of stem %s at %d is damaged: %s"
                                        .formatted(
                                                place.stem(),
                                                place.sequence(),
                                                damaged.getMessage()));
                    }
                    return true;
                });
        if (erased[0]) {
            // What was erased cannot be counted again.
            return counted[0];
        }
        compare("facts", counted[0], TimelineStore.facts(store));
        findings.addAll(moves.check(store));
        CollectStore.accepted(store)
                .forEach((source, accepted) ->
                        compare(
                                "facts of the source " + source,
                                bySource.getOrDefault(source, 0L),
                                accepted));
        return counted[0];
    }

    private void compare(String what, long counted, long tallied) {
        if (counted != tallied) {
            findings.add("%,d %s are stored, %,d are counted".formatted(counted, what, tallied));
        }
    }
}
