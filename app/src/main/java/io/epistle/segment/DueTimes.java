package io.epistle.segment;

import io.epistle.identity.PersonId;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Who must be decided again, and when: in memory, in order of time, beside the due times in the
/// people's states, from which it is rebuilt at start. One entry a person as a rule; one may be
/// stale, and the state decides. Thread-safe.
public final class DueTimes {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private record Due(Instant at, PersonId person) {
        static final Comparator<Due> BY_TIME =
                Comparator.comparing(Due::at).thenComparing(Due::person);
    }

    private final Semaphore noted = new Semaphore(0);
    private final TreeSet<Due> dues = new TreeSet<>(Due.BY_TIME);

    /// Notes that a person is due at `at`; never is not noted.
    public synchronized void add(PersonId person, Instant at) {
        if (!at.equals(Instant.MAX)) {
            boolean _ = dues.add(new Due(at, person));
            wake();
        }
    }

    /// Notes that a person is due at `to` rather than at `from`; never is not noted.
    public synchronized void move(PersonId person, Instant from, Instant to) {
        boolean _ = dues.remove(new Due(from, person));
        add(person, to);
    }

    /// How many entries there are.
    synchronized int size() {
        return dues.size();
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
        Duration left = dues.isEmpty() ? LOOK : Duration.between(now, dues.first().at());
        return left.compareTo(LOOK) < 0 ? left : LOOK;
    }

    /// When somebody is due first, whether they still are or not; absent where nobody is.
    public synchronized Optional<Instant> first() {
        return dues.isEmpty() ? Optional.empty() : Optional.of(dues.first().at());
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
        while (due.size() < limit && !dues.isEmpty() && !dues.first().at().isAfter(now)) {
            due.add(dues.removeFirst().person());
        }
        return due;
    }
}
