package io.epistle.store;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksIterator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// One batch while it is decided: everything is read as committed plus what this turn wrote
/// already, and all of it is committed at once or not at all. Belongs to the writer's thread.
public final class Turn implements Rows {
    private final RocksStore store;
    private final Instant now;

    /// What becomes of each row: its new bytes, or empty where it is deleted.
    private final Map<Table<?, ?>, NavigableMap<byte[], Optional<byte[]>>> writes =
            new LinkedHashMap<>();

    private final Map<Class<?>, Object> memories = new HashMap<>();
    private final List<Runnable> afterCommit = new ArrayList<>();

    Turn(RocksStore store, Instant now) {
        this.store = store;
        this.now = now;
    }

    /// The time of this batch; never before that of an earlier one.
    public Instant now() {
        return now;
    }

    @Override
    public <K, V> Optional<V> get(Table<K, V> table, K key) {
        byte[] keyBytes = table.keys().encode(key);
        NavigableMap<byte[], Optional<byte[]>> rows = writes.get(table);
        byte @Nullable [] bytes =
                rows != null && rows.containsKey(keyBytes)
                        ? rows.get(keyBytes).orElse(null)
                        : store.getBytes(table, keyBytes);
        return bytes == null ? Optional.empty() : Optional.of(table.row(keyBytes, bytes));
    }

    /// Writes a row, replacing one under the same key.
    public <K, V> void put(Table<K, V> table, K key, V value) {
        rows(table).put(table.keys().encode(key), Optional.of(table.values().encode(value)));
    }

    /// Deletes a row, if there is one.
    public <K, V> void delete(Table<K, V> table, K key) {
        rows(table).put(table.keys().encode(key), Optional.empty());
    }

    @Override
    public <K, V> void scan(Table<K, V> table, byte[] prefix, byte[] from, Visitor<K, V> visitor) {
        NavigableMap<byte[], Optional<byte[]>> rows = new TreeMap<>(Arrays::compareUnsigned);
        rows.putAll(
                writes.getOrDefault(table, new TreeMap<>(Arrays::compareUnsigned))
                        .tailMap(from, true));
        try (RocksIterator committed = store.iterator(table)) {
            committed.seek(from);
            while (true) {
                byte @Nullable [] stored =
                        committed.isValid() && RocksStore.startsWith(committed.key(), prefix)
                                ? committed.key()
                                : null;
                byte @Nullable [] own =
                        rows.isEmpty() || !RocksStore.startsWith(rows.firstKey(), prefix)
                                ? null
                                : rows.firstKey();
                if (stored == null && own == null) {
                    return;
                }
                int order =
                        stored == null ? 1 : own == null ? -1 : Arrays.compareUnsigned(stored, own);
                byte[] key = order < 0 ? stored : own;
                byte @Nullable [] value =
                        order < 0
                                ? committed.value()
                                : rows.pollFirstEntry().getValue().orElse(null);
                if (order <= 0) {
                    committed.next();
                }
                if (key != null
                        && value != null
                        && !visitor.visit(table.key(key), table.row(key, value))) {
                    return;
                }
            }
        }
    }

    /// The rows of a table that this turn writes, as it stands; deleted ones are not among them.
    public <K, V> List<Row<K, V>> written(Table<K, V> table) {
        List<Row<K, V>> written = new ArrayList<>();
        NavigableMap<byte[], Optional<byte[]>> rows = writes.get(table);
        if (rows != null) {
            rows.forEach((key, value) ->
                    value.ifPresent(bytes ->
                            written.add(new Row<>(table.key(key), table.row(key, bytes)))));
        }
        return written;
    }

    /// The working memory of one feature in this turn, made on first use. Once made, it may be
    /// looked up by several threads that only read.
    public <T> T memory(Class<T> type, Supplier<T> fresh) {
        @Nullable Object known = memories.get(type);
        if (known == null) {
            T made = fresh.get();
            memories.put(type, made);
            return made;
        }
        return type.cast(known);
    }

    /// Runs `action` once this turn is durable, on the writer's thread: to refresh what is kept in
    /// memory. It must not fail.
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    boolean isEmpty() {
        return writes.isEmpty();
    }

    void commit() {
        if (!writes.isEmpty()) {
            store.commit(writes);
        }
        afterCommit.forEach(Runnable::run);
    }

    private NavigableMap<byte[], Optional<byte[]>> rows(Table<?, ?> table) {
        return writes.computeIfAbsent(table, _ -> new TreeMap<>(Arrays::compareUnsigned));
    }
}
