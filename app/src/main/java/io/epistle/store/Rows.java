package io.epistle.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Something tables can be read from: the committed store, or a turn that sees its own writes as
/// well.
public interface Rows {
    /// One row of a scan.
    record Row<K, V>(K key, V value) {}

    /// Receives the rows of a scan in the order of their keys.
    @FunctionalInterface
    interface Visitor<K, V> {
        /// Takes a row; the scan goes on while this returns true.
        boolean visit(K key, V value);
    }

    /// The row under `key`, absent where there is none.
    <K, V> Optional<V> get(Table<K, V> table, K key);

    /// Visits the rows whose key bytes start with `prefix`, ascending, from the first one at or
    /// behind `from` (both as the bytes of keys; empty for all).
    <K, V> void scan(Table<K, V> table, byte[] prefix, byte[] from, Visitor<K, V> visitor);

    /// Visits the rows whose key bytes start with `prefix`, ascending.
    default <K, V> void scan(Table<K, V> table, byte[] prefix, Visitor<K, V> visitor) {
        scan(table, prefix, prefix, visitor);
    }

    /// All rows whose key bytes start with `prefix`, ascending, at most `limit`.
    default <K, V> List<Row<K, V>> list(Table<K, V> table, byte[] prefix, int limit) {
        List<Row<K, V>> rows = new ArrayList<>();
        scan(
                table,
                prefix,
                (key, value) -> {
                    rows.add(new Row<>(key, value));
                    return rows.size() < limit;
                });
        return rows;
    }
}
