package io.epistle.console;

import java.util.List;
import java.util.Optional;

/// The page Live.
///
/// @param rows the newest facts that were asked for, newest first, at most [#ROWS_MAX]
/// @param kept how many facts lie in memory to choose from
/// @param names what those are called, by name
/// @param sources who told those, by name
/// @param writeKey a key under which events are taken; absent where no source is defined
public record LiveView(
        List<LiveRow> rows,
        int kept,
        List<Choice> names,
        List<Choice> sources,
        Optional<String> writeKey) {
    /// What is read at a glance, and its people within a page's patience.
    public static final int ROWS_MAX = 50;

    public LiveView {
        rows = List.copyOf(rows);
        names = List.copyOf(names);
        sources = List.copyOf(sources);
        if (rows.size() > ROWS_MAX) {
            throw new IllegalArgumentException(
                    "found %d rows, expected at most %d".formatted(rows.size(), ROWS_MAX));
        }
    }
}
