package io.epistle.collect;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A row as it stands in a file, before anybody asks what it means.
///
/// @param line where it begins, from 1
/// @param text all of it, without the end of its last line
/// @param fault why it has no cells; null where it has
/// @param cells one for each column, blank where nothing is said; empty where there is a fault
record RawRow(long line, String text, @Nullable RowFault fault, List<String> cells) {
    static RawRow whole(long line, String text, List<String> cells) {
        return new RawRow(line, text, null, cells);
    }

    static RawRow faulty(long line, String text, RowFault fault) {
        return new RawRow(line, text, fault, List.of());
    }
}
