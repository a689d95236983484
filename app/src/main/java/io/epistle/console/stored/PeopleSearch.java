package io.epistle.console.stored;

import io.epistle.console.PeopleQuery;
import io.epistle.console.PeopleView.Reach;
import io.epistle.console.PersonRow;
import io.epistle.event.Identifier;
import io.epistle.identity.PersonId;
import io.epistle.identity.PersonRecord;
import io.epistle.profile.Person;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Searches for people without having folded everyone: exactly, by the index of identifiers, or by
/// part of a name, address or number among a bounded number of people.
final class PeopleSearch {
    private final Stored stored;
    private final PeopleWalk walk;
    private final int lookedMax;

    /// @param lookedMax people that one search by part reads
    PeopleSearch(Stored stored, int lookedMax) {
        this.stored = stored;
        this.walk = new PeopleWalk(stored);
        this.lookedMax = lookedMax;
    }

    /// People found by part of what they are called.
    record Found(List<PersonRow> rows, Reach reach) {
        Found {
            rows = List.copyOf(rows);
        }
    }

    /// The person who has exactly this address, user id or id.
    Optional<PersonEntry> exact(String text) {
        Instant now = stored.now();
        return identified(Identifier.USER_ID, text)
                .or(() -> identified(Identifier.EMAIL, text))
                .or(() -> numbered(text))
                .map(record -> stored.reader().read(stored.rows(), record))
                .flatMap(person -> PersonEntry.of(stored, person, now));
    }

    private Optional<PersonRecord> identified(String kind, String text) {
        return text.length() > Identifier.VALUE_LENGTH_MAX
                ? Optional.empty()
                : stored.people().find(stored.rows(), new Identifier(kind, text));
    }

    private Optional<PersonRecord> numbered(String text) {
        return PersonId.find(text).flatMap(id -> stored.people().get(stored.rows(), id));
    }

    /// Those of the next people behind `query.after()` whose name, address, number or id contains a
    /// text.
    ///
    /// @param text in lower case
    Found part(PeopleQuery query, String text) {
        Instant now = stored.now();
        List<PersonRecord> next = walk.next(query.segment(), query.after(), lookedMax + 1);
        boolean whole = next.size() <= lookedMax;
        List<PersonRecord> looked = whole ? next : next.subList(0, lookedMax);
        List<PersonRow> rows =
                looked.parallelStream()
                        .map(record -> stored.reader().read(stored.rows(), record))
                        .filter(person -> says(person, text, now))
                        .flatMap(person -> PersonEntry.of(stored, person, now).stream())
                        .map(PersonEntry::row)
                        .toList();
        return new Found(
                rows,
                whole
                        ? new Reach.Whole()
                        : new Reach.Stopped(looked.size(), looked.getLast().id()));
    }

    private static boolean says(Person person, String text, Instant now) {
        return PersonEntry.words(person, now).contains(text);
    }
}
