package io.epistle.store;

import java.util.List;

/// The migrations of a store, in the order in which programs came to need them. A store counts how
/// many it has behind it, so each is run once; the list only ever grows at its end.
///
/// @param all every one that there ever was
public record Migrations(List<Migration> all) {
    private static final String DONE = "migrated";

    public Migrations {
        all = List.copyOf(all);
    }

    /// Runs those that a store does not have behind it. A store into which nothing was ever written
    /// is left as it is.
    public void run(Rows rows, Writer writer) {
        boolean isEmpty = rows.list(Writer.TURNS, new byte[0], 1).isEmpty();
        int done = rows.get(TimelineStore.COUNTERS, DONE).map(Math::toIntExact).orElse(0);
        for (int next = done; next < all.size() && !isEmpty; next++) {
            all.get(next).run(rows, writer);
            long behind = next + 1L;
            long _ =
                    writer.apply(turn -> {
                        turn.put(TimelineStore.COUNTERS, DONE, behind);
                        return behind;
                    });
        }
    }
}
