package io.epistle.definition;

import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Turn;

import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/// The World that is in force, and those before it. Publishing is a change like any other: in the
/// log, atomic, and seen by every decision after it.
public final class WorldStore {
    /// Every World that was published, by version; the last is in force.
    public static final Table<Long, World> WORLDS =
            new Table<>("worlds", Codec.LONG, new WorldCodec());

    /// Worlds kept, so that the recent past can be explained.
    private static final int KEPT = 100;

    private final AtomicReference<World> current;

    /// The World in force as the store has it; an empty one in `zone` where none was published.
    public WorldStore(Rows rows, ZoneId zone) {
        World[] last = {World.empty(zone)};
        rows.scan(
                WORLDS,
                new byte[0],
                (_, world) -> {
                    last[0] = world;
                    return true;
                });
        current = new AtomicReference<>(last[0]);
    }

    /// The World in force.
    public World current() {
        return current.get();
    }

    /// Publishes the next World within a turn; in force once the turn is durable.
    ///
    /// @throws IllegalStateException where it is not the next version
    public void publish(Turn turn, World next) {
        long before = current.get().version();
        if (next.version() != before + 1) {
            throw new IllegalStateException(
                    "found World %d, expected %d: it was changed meanwhile"
                            .formatted(next.version(), before + 1));
        }
        turn.put(WORLDS, next.version(), next);
        turn.delete(WORLDS, next.version() - KEPT);
        turn.afterCommit(() -> current.set(next));
    }
}
