package io.epistle.console.stored;

import io.epistle.event.ByteWriter;
import io.epistle.event.StemId;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonId;
import io.epistle.identity.PersonRecord;
import io.epistle.profile.Person;
import io.epistle.segment.Memberships;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Walks through everyone, or through the members of a segment, in the order of ids: one range of
/// the store, from any person on, read no further than asked.
final class PeopleWalk {
    /// The least id there can be, so that the first page is a range like the others.
    private static final PersonId FIRST = new PersonId(new StemId(0, 0));

    private final Stored stored;

    PeopleWalk(Stored stored) {
        this.stored = stored;
    }

    /// The next people behind one of them, or the first.
    ///
    /// @param segment only its members
    /// @return at most `limit`; fewer only at the end
    List<PersonRecord> next(Optional<String> segment, Optional<PersonId> after, int limit) {
        List<PersonRecord> next = new ArrayList<>();
        if (segment.isPresent()) {
            members(segment.get(), after, limit, next);
        } else {
            everyone(after, limit, next);
        }
        return next;
    }

    private void everyone(Optional<PersonId> after, int limit, List<PersonRecord> next) {
        stored.rows()
                .scan(
                        PeopleStore.PEOPLE,
                        new byte[0],
                        PeopleStore.PEOPLE.keys().encode(after.orElse(FIRST)),
                        (id, record) -> {
                            if (!after.equals(Optional.of(id))) {
                                next.add(record);
                            }
                            return next.size() < limit;
                        });
    }

    private void members(
            String segment, Optional<PersonId> after, int limit, List<PersonRecord> next) {
        byte[] prefix = Memberships.prefix(segment);
        stored.rows()
                .scan(
                        Memberships.MEMBERS,
                        prefix,
                        after.map(id -> behind(prefix, id)).orElse(prefix),
                        (member, _) -> {
                            if (!after.equals(Optional.of(member.person()))) {
                                stored.people()
                                        .get(stored.rows(), member.person())
                                        .ifPresent(next::add);
                            }
                            return next.size() < limit;
                        });
    }

    private static byte[] behind(byte[] prefix, PersonId id) {
        return new ByteWriter().writeRaw(prefix).writeStem(id.stem()).toBytes();
    }

    /// Reads people on all cores, in their order, leaving out those to whom nothing has happened by
    /// `now`: an imported history may reach further than the clock.
    List<Person> known(List<PersonRecord> records, Instant now) {
        return records.parallelStream()
                .map(record -> stored.reader().read(stored.rows(), record))
                .filter(person -> person.timeline().countUntil(now) > 0)
                .toList();
    }
}
