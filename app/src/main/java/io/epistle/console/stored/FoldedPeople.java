package io.epistle.console.stored;

import io.epistle.identity.PeopleStore;
import io.epistle.store.Tallies;
import io.epistle.store.TimelineStore;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The newest [PeopleDirectory]. Folding everyone takes up to seconds, so a page that asks after a
/// fact was added gets the last directory while the next one is folded beside; where the last one
/// is old, the page waits for the next as long as nobody minds. Only the first that knows anybody
/// is waited for however long it takes.
final class FoldedPeople {
    /// What a directory says is as good as of now for so long.
    private static final Duration FRESH = Duration.ofSeconds(30);

    /// With a clock that runs, what fell into a period yesterday falls out of it by itself. A page
    /// that has to show an older directory says so.
    static final Duration AGE_MAX = Duration.ofMinutes(10);

    /// What a page may take longer to show what is so now: a folder of some ten thousand people is
    /// folded by then.
    private static final Duration PATIENCE = Duration.ofMillis(600);

    /// A directory and what it was folded from.
    private record Folded(long facts, long world, PeopleDirectory directory) {
        boolean isEmpty() {
            return directory.entries().isEmpty();
        }
    }

    private final Stored stored;
    private final Executor beside;
    private CompletableFuture<Void> folding = CompletableFuture.completedFuture(null);
    private volatile @Nullable Folded newest;

    /// @param beside runs what nobody waits for
    FoldedPeople(Stored stored, Executor beside) {
        this.stored = stored;
        this.beside = beside;
    }

    /// The newest directory there is, at most [#FRESH] behind where folding does not take long.
    PeopleDirectory directory() {
        Folded known = newest;
        if (known == null || (known.isEmpty() && stale(known))) {
            return fold();
        }
        if (stale(known)) {
            CompletableFuture<Void> next = begin();
            if (known.directory().at().plus(FRESH).isBefore(stored.now())) {
                await(next);
            }
        }
        Folded now = newest;
        return now == null ? known.directory() : now.directory();
    }

    /// The newest directory, without waiting; absent before everyone was folded once. What is not
    /// up to date is folded anew beside.
    Optional<PeopleDirectory> ready() {
        Folded known = newest;
        if (known == null || stale(known)) {
            CompletableFuture<Void> _ = begin();
        }
        return Optional.ofNullable(newest).map(Folded::directory);
    }

    /// The newest directory where nothing has happened since it was folded; absent otherwise.
    Optional<PeopleDirectory> current() {
        Optional<PeopleDirectory> ready = ready();
        Folded known = newest;
        return known == null || stale(known) ? Optional.empty() : ready;
    }

    /// How many people there are: those known by now, or, before any of them was folded, those
    /// stored.
    long count() {
        Optional<PeopleDirectory> ready = ready();
        Folded known = newest;
        boolean isCounted = known != null && !(known.isEmpty() && stale(known));
        return ready.filter(_ -> isCounted)
                .map(directory -> (long) directory.entries().size())
                .orElseGet(() -> Tallies.get(stored.rows(), PeopleStore.PEOPLE_TALLY));
    }

    private boolean stale(Folded known) {
        return known.facts() != TimelineStore.facts(stored.rows())
                || known.world() != stored.live().world().version()
                || known.directory().at().plus(AGE_MAX).isBefore(stored.now());
    }

    /// The fold that is under way beside; begun where none is.
    private CompletableFuture<Void> begin() {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        synchronized (beside) {
            if (!folding.isDone()) {
                return folding;
            }
            folding = begun;
        }
        beside.execute(() -> {
            try {
                PeopleDirectory _ = fold();
            } finally {
                begun.complete(null);
            }
        });
        return begun;
    }

    private static void await(CompletableFuture<Void> fold) {
        try {
            Void _ = fold.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            // The page shows the last directory, and says of when it is.
        } catch (ExecutionException never) {
            throw new IllegalStateException("found a failed wait, expected its end alone", never);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
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
