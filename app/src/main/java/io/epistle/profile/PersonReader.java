package io.epistle.profile;

import io.epistle.event.Fact;
import io.epistle.event.StemId;
import io.epistle.event.Timeline;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonId;
import io.epistle.identity.PersonRecord;
import io.epistle.identity.PersonRecord.Link;
import io.epistle.store.Rows;
import io.epistle.store.TimelineStore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads people: finds the linked stems and merges their facts into one timeline.
public final class PersonReader {
    /// People read at once in a sweep: enough to keep all cores busy, few enough to lie in memory
    /// together.
    private static final int SWEEP_CHUNK = 256;

    private final PeopleStore people;
    private final TimelineStore timelines;

    /// A reader over the index and the facts.
    public PersonReader(PeopleStore people, TimelineStore timelines) {
        this.people = people;
        this.timelines = timelines;
    }

    /// The person of an id or alias; absent where there is none.
    public Optional<Person> read(Rows rows, PersonId id) {
        return people.get(rows, id).map(record -> read(rows, record));
    }

    /// The person of a record.
    public Person read(Rows rows, PersonRecord record) {
        List<Fact> facts = new ArrayList<>();
        for (Link link : record.stems()) {
            facts.addAll(timelines.read(rows, link.stem(), link.keySlot()));
        }
        return new Person(
                record.id(), record.stems().stream().map(Link::stem).toList(), Timeline.of(facts));
    }

    /// A person as they are now: the same object where nothing was told of them since they were
    /// read, which is found without reading their facts again; absent where they are gone.
    public Optional<Person> reread(Rows rows, Person earlier) {
        return people.get(rows, earlier.id())
                .map(record -> isSame(rows, record, earlier) ? earlier : read(rows, record));
    }

    private boolean isSame(Rows rows, PersonRecord record, Person earlier) {
        List<StemId> stems = record.stems().stream().map(Link::stem).toList();
        if (!record.id().equals(earlier.id()) || !stems.equals(earlier.stems())) {
            return false;
        }
        long known = 0;
        for (Fact fact : earlier.timeline().facts()) {
            known = Math.max(known, fact.sequence());
        }
        for (StemId stem : stems) {
            if (timelines.isToldBehind(rows, stem, known)) {
                return false;
            }
        }
        return true;
    }

    /// Reads everyone, in the order of ids, on all cores, and hands them on one by one in that
    /// order.
    public void sweep(Rows rows, Consumer<Person> each) {
        List<PersonRecord> chunk = new ArrayList<>(SWEEP_CHUNK);
        rows.scan(
                PeopleStore.PEOPLE,
                new byte[0],
                (_, record) -> {
                    chunk.add(record);
                    if (chunk.size() == SWEEP_CHUNK) {
                        hand(rows, chunk, each);
                    }
                    return true;
                });
        hand(rows, chunk, each);
    }

    private void hand(Rows rows, List<PersonRecord> chunk, Consumer<Person> each) {
        chunk.parallelStream().map(record -> read(rows, record)).toList().forEach(each);
        chunk.clear();
    }

    /// The facts that belong to nobody, such as orders without a customer, in the order of their
    /// stems.
    public List<Fact> nobody(Rows rows) {
        List<Fact> facts = new ArrayList<>();
        rows.scan(
                PeopleStore.NOBODY,
                new byte[0],
                (stem, keySlot) -> {
                    facts.addAll(timelines.read(rows, stem, keySlot));
                    return true;
                });
        return facts;
    }
}
