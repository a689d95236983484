package io.epistle.console.stored;

import io.epistle.identity.PeopleStore;
import io.epistle.store.Tallies;
import io.epistle.store.TimelineStore;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/// The newest [PeopleDirectory]. Folding everyone takes seconds, so a page that asks after a fact
/// was added gets the last directory while the next one is folded beside; only the first of all is
/// waited for.
final class FoldedPeople {
    /// With a clock that runs, what fell into a period yesterday falls out of it by itself.
    private static final Duration AGE_MAX = Duration.ofMinutes(10);

    /// A directory and what it was folded from.
    private record Folded(long facts, long world, PeopleDirectory directory) {}

    private final Stored stored;
    private final Executor beside;
    private final AtomicBoolean folding = new AtomicBoolean();
    private volatile @Nullable Folded newest;

    /// @param beside runs what nobody waits for
    FoldedPeople(Stored stored, Executor beside) {
        this.stored = stored;
        this.beside = beside;
    }

    /// The newest directory there is; waits only where there is none.
    PeopleDirectory directory() {
        Optional<PeopleDirectory> ready = ready();
        return ready.isPresent() ? ready.get() : first();
    }

    /// The newest directory, without waiting; absent before everyone was folded once. What is not
    /// up to date is folded anew beside.
    Optional<PeopleDirectory> ready() {
        Folded known = newest;
        if ((known == null || stale(known)) && folding.compareAndSet(false, true)) {
            beside.execute(() -> {
                try {
                    fold();
                } finally {
                    folding.set(false);
                }
            });
        }
        return Optional.ofNullable(newest).map(Folded::directory);
    }

    /// The newest directory where nothing has happened since it was folded; absent otherwise.
    Optional<PeopleDirectory> current() {
        Optional<PeopleDirectory> ready = ready();
        Folded known = newest;
        return known == null || stale(known) ? Optional.empty() : ready;
    }

    /// How many people there are: those known by now, or, before everyone was folded, those stored.
    long count() {
        return ready().map(directory -> (long) directory.entries().size())
                .orElseGet(() -> Tallies.get(stored.rows(), PeopleStore.PEOPLE_TALLY));
    }

    private boolean stale(Folded known) {
        return known.facts() != TimelineStore.facts(stored.rows())
                || known.world() != stored.live().world().version()
                || known.directory().at().plus(AGE_MAX).isBefore(stored.now());
    }

    private PeopleDirectory first() {
        Folded known = newest;
        return known == null ? fold() : known.directory();
    }

    /// One fold at a time; who waited for another's finds it done.
    private synchronized PeopleDirectory fold() {
        Folded known = newest;
        if (known != null && !stale(known)) {
            return known.directory();
        }
        long facts = TimelineStore.facts(stored.rows());
        long world = stored.live().world().version();
        Instant now = stored.now();
        PeopleDirectory fresh = PeopleDirectory.of(stored, now);
        newest = new Folded(facts, world, fresh);
        return fresh;
    }
}
