package io.epistle.console;

import io.epistle.event.Fact;
import io.epistle.identity.PersonId;

import java.util.Optional;

/// What the page of one person reads.
public interface PersonReading {
    /// One person; absent where there is none of that id, aliases of merged stems included.
    Optional<PersonView> person(PersonId id);

    /// A person's facts up to now, newest first; absent where there is no such person.
    Optional<Slice<Fact>> timeline(PersonId id, Paging paging);
}
