package io.epistle.store;

/// A sorted table of the store: one column family of RocksDB. Whoever owns a kind of row declares
/// its table as a constant; `Main` lists them all when it opens the store.
///
/// @param name unique in the store, lower case; it never changes, since it names the family on disk
/// @param keys how keys lie as bytes, in the order of scans
/// @param values how rows lie as bytes
/// @param <K> what a row is found by
/// @param <V> a row
public record Table<K, V>(String name, Codec<K> keys, Codec<V> values) {}
