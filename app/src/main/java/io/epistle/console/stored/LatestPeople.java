package io.epistle.console.stored;

import io.epistle.console.LiveRow;
import io.epistle.event.StemId;
import io.epistle.identity.PeopleStore;
import io.epistle.identity.PersonId;
import io.epistle.profile.Person;
import io.epistle.store.LatestFacts.Latest;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Whom the newest facts are about, each person read at most once. For one answer; not shared.
final class LatestPeople {
    private final Stored stored;
    private final Instant now;
    private final Map<StemId, Optional<Person>> read = new HashMap<>();

    LatestPeople(Stored stored) {
        this.stored = stored;
        this.now = stored.now();
    }

    /// The person of a fact; absent where it is about nobody, or is erased.
    Optional<Person> person(Latest latest) {
        return read.computeIfAbsent(
                latest.stem(), stem -> stored.reader().read(stored.rows(), new PersonId(stem)));
    }

    /// The line of a fact. Absent where the fact can no longer be read from the disk: memory must
    /// not remember whom an erasure made forgotten.
    Optional<LiveRow> row(Latest latest) {
        Optional<Person> person = person(latest);
        boolean isKept =
                person.isPresent()
                        ? person.get().timeline().facts().stream()
                                .anyMatch(fact -> fact.sequence() == latest.fact().sequence())
                        : stored.rows().get(PeopleStore.NOBODY, latest.stem()).isPresent();
        return isKept
                ? Optional.of(new LiveRow(latest.fact(), latest.decidedAt(), person.map(this::who)))
                : Optional.empty();
    }

    private LiveRow.Who who(Person person) {
        return new LiveRow.Who(
                person.id(),
                PersonEntry.name(person, now).or(() -> PersonEntry.address(person, now)));
    }
}
