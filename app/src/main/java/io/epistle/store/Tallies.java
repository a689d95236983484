package io.epistle.store;

import java.util.SortedMap;
import java.util.TreeMap;

/// Counts that move only together with the row they count: in the same turn, old state down, new
/// state up. `epistle check` counts the rows again.
public final class Tallies {
    /// The counts by name; a name is a path such as `ledger/picks-for-you/sent`.
    public static final Table<String, Long> TALLIES =
            new Table<>("tallies", Codec.TEXT, Codec.LONG);

    private Tallies() {}

    /// The count under `name`; 0 where nothing was ever counted.
    public static long get(Rows rows, String name) {
        return rows.get(TALLIES, name).orElse(0L);
    }

    /// Moves a count by `difference`.
    ///
    /// @throws IllegalStateException where it would fall below 0: the caller counted down what it
    ///   never counted up
    public static void add(Turn turn, String name, long difference) {
        long count = get(turn, name) + difference;
        if (count < 0) {
            throw new IllegalStateException(
                    "found tally %s at %d, expected at least 0".formatted(name, count));
        }
        turn.put(TALLIES, name, count);
    }

    /// All counts whose names start with `prefix`, by the rest of the name; those at 0 are left
    /// out.
    public static SortedMap<String, Long> under(Rows rows, String prefix) {
        SortedMap<String, Long> counts = new TreeMap<>();
        rows.scan(
                TALLIES,
                Codec.TEXT.encode(prefix),
                (name, count) -> {
                    if (count != 0) {
                        counts.put(name.substring(prefix.length()), count);
                    }
                    return true;
                });
        return counts;
    }
}
