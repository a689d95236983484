package io.epistle.segment;

import io.epistle.identity.PersonId;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Who must be decided again, and when: a heap in memory beside the due times in the people's
/// states, from which it is rebuilt at start. An entry may be stale; the state decides.
/// Thread-safe.
public final class DueTimes {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private record Due(Instant at, PersonId person) {
        static final Comparator<Due> BY_TIME =
                Comparator.comparing(Due::at).thenComparing(Due::person);
    }

    private final Semaphore noted = new Semaphore(0);
    private final PriorityQueue<Due> heap = new PriorityQueue<>(Due.BY_TIME);

    /// Notes that a person is due at `at`; never is not noted.
    public synchronized void add(PersonId person, Instant at) {
        if (!at.equals(Instant.MAX)) {
            heap.add(new Due(at, person));
            wake();
        }
    }

    /// Waits until somebody is due by the clock or was noted, or [#wake] was called; at most
    /// [#LOOK], since the clock may be set meanwhile.
    public void await(InstantSource clock) throws InterruptedException {
        Duration left = left(clock.instant());
        if (left.isPositive()) {
            // Rounded up: a wait that ends early would spin until the millisecond is over.
            boolean _ = noted.tryAcquire(left.toMillis() + 1, TimeUnit.MILLISECONDS);
            int _ = noted.drainPermits();
        }
    }

    private synchronized Duration left(Instant now) {
        Duration left = heap.isEmpty() ? LOOK : Duration.between(now, heap.peek().at());
        return left.compareTo(LOOK) < 0 ? left : LOOK;
    }

    /// When somebody is due first, whether they still are or not; absent where nobody is.
    public synchronized Optional<Instant> first() {
        return Optional.ofNullable(heap.peek()).map(Due::at);
    }

    /// Ends a wait.
    public void wake() {
        if (noted.availablePermits() == 0) {
            noted.release();
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
