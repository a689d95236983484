package io.epistle.segment;

import io.epistle.identity.PersonId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Who must be decided again, and when: a heap in memory beside the due times in the people's
/// states, from which it is rebuilt at start. An entry may be stale; the state decides.
/// Thread-safe.
public final class DueTimes {
    private record Due(Instant at, PersonId person) {
        static final Comparator<Due> BY_TIME =
                Comparator.comparing(Due::at).thenComparing(Due::person);
    }

    private final PriorityQueue<Due> heap = new PriorityQueue<>(Due.BY_TIME);

    /// Notes that a person is due at `at`; never is not noted.
    public synchronized void add(PersonId person, Instant at) {
        if (!at.equals(Instant.MAX)) {
            heap.add(new Due(at, person));
        }
    }

    /// Takes the people due by `now`, earliest first, at most `limit`.
    public synchronized List<PersonId> take(Instant now, int limit) {
        List<PersonId> due = new ArrayList<>();
        while (due.size() < limit && !heap.isEmpty() && !heap.peek().at().isAfter(now)) {
            due.add(heap.remove().person());
        }
        return due;
    }
}
