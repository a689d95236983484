package io.epistle;

import io.epistle.store.Rows;
import io.epistle.store.TimelineStore;
import io.epistle.store.Writer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The clock of a data folder: that of the machine, unless it stands. In a demonstration it stands
/// for good, so that every command sees the same moment; for one command it may stand elsewhere.
final class FolderClock implements InstantSource {
    private static final String STANDS_AT = "stands_at";
    private static final String REPLAYS_UNTIL = "replays_until";

    private final Rows rows;
    private final InstantSource wall;
    private final AtomicReference<Optional<Instant>> standing;

    private FolderClock(Rows rows, InstantSource wall, Optional<Instant> standing) {
        this.rows = rows;
        this.wall = wall;
        this.standing = new AtomicReference<>(standing);
    }

    /// The clock of a store.
    ///
    /// @param command where it stands for this command, in a folder that does not stand for good;
    ///   absent for the wall clock
    static FolderClock of(Rows rows, Optional<Instant> command, InstantSource wall) {
        Optional<Instant> forGood =
                rows.get(TimelineStore.COUNTERS, STANDS_AT).map(Instant::ofEpochMilli);
        return new FolderClock(rows, wall, forGood.or(() -> command));
    }

    @Override
    public Instant instant() {
        return standsAt().orElseGet(wall::instant);
    }

    /// Where it stands still; absent where it runs.
    Optional<Instant> standsAt() {
        return Objects.requireNonNull(standing.get());
    }

    /// Whether it stands for good, not only for this command.
    boolean isStanding() {
        return rows.get(TimelineStore.COUNTERS, STANDS_AT).isPresent();
    }

    /// Lets it stand at `at` for good. Time only goes forward.
    void standAt(Instant at, Writer writer) {
        if (standsAt().isPresent() && at.isBefore(standsAt().get())) {
            throw new Command.Refusal(
                    "The data folder stands at %s and cannot go back to %s; name another folder with --data."
                            .formatted(standsAt().get(), at));
        }
        standing.set(Optional.of(at));
        long _ =
                writer.apply(turn -> {
                    turn.put(TimelineStore.COUNTERS, STANDS_AT, at.toEpochMilli());
                    return at.toEpochMilli();
                });
    }

    /// Lets results look at a history that is known beyond this clock, up to `until`.
    void replay(Instant until, Writer writer) {
        long _ =
                writer.apply(turn -> {
                    turn.put(TimelineStore.COUNTERS, REPLAYS_UNTIL, until.toEpochMilli());
                    return until.toEpochMilli();
                });
    }

    /// Lets this clock go on: results look no further than it from now on.
    void endReplay(Writer writer) {
        long _ =
                writer.apply(turn -> {
                    turn.delete(TimelineStore.COUNTERS, REPLAYS_UNTIL);
                    return 0L;
                });
    }

    /// The moment up to which results count: now, or the end of the history that is replayed.
    Instant knownUntil() {
        Instant now = instant();
        return rows.get(TimelineStore.COUNTERS, REPLAYS_UNTIL)
                .map(Instant::ofEpochMilli)
                .filter(now::isBefore)
                .orElse(now);
    }
}
