package io.epistle.console.stored;

import io.epistle.console.PeopleQuery;
import io.epistle.console.PersonRow;
import io.epistle.console.Slice;
import io.epistle.identity.PersonId;
import io.epistle.identity.PersonRecord;
import io.epistle.profile.Person;
import io.epistle.segment.Memberships;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Pages of people in the order of ids. A page that says behind whom it begins reads only its own
/// people; one that is asked for by its number alone reads those of all pages before it too.
final class PeoplePages {
    private final Stored stored;
    private final FoldedPeople folded;
    private final PeopleWalk walk;

    PeoplePages(Stored stored, FoldedPeople folded) {
        this.stored = stored;
        this.folded = folded;
        this.walk = new PeopleWalk(stored);
    }

    /// The page that a query without text asks for.
    Slice<PersonRow> page(PeopleQuery query) {
        Instant now = stored.now();
        int size = query.paging().size();
        int skipped = query.after().isPresent() ? 0 : query.paging().offset();
        Optional<PersonId> from = query.after();
        List<PersonRow> shown = new ArrayList<>();
        boolean more = true;
        while (more && shown.size() < size) {
            List<PersonRecord> next = walk.next(query.segment(), from, size);
            List<Person> known = walk.known(next, now);
            int left = Math.min(skipped, known.size());
            skipped -= left;
            shown.addAll(rows(known.subList(left, known.size()), size - shown.size(), now));
            more = next.size() == size;
            from = more ? Optional.of(next.getLast().id()) : from;
        }
        return new Slice<>(shown, query.paging(), total(query, shown.size()));
    }

    private List<PersonRow> rows(List<Person> people, int limit, Instant now) {
        return people.subList(0, Math.min(limit, people.size())).parallelStream()
                .flatMap(person -> PersonEntry.of(stored, person, now).stream())
                .map(PersonEntry::row)
                .toList();
    }

    /// A page that is not full ends the list; before that, it is as long as what is counted.
    private long total(PeopleQuery query, int shown) {
        long through = (long) query.paging().offset() + shown;
        if (shown > 0 && shown < query.paging().size()) {
            return through;
        }
        long counted =
                query.segment()
                        .map(segment -> Memberships.size(stored.rows(), segment))
                        .orElseGet(folded::count);
        return shown == 0 ? Math.min(counted, through) : Math.max(counted, through);
    }
}
