package io.epistle.store;

import io.epistle.event.ByteReader.MalformedBytes;

import java.util.HexFormat;

/// A sorted table of the store: one column family of RocksDB. Whoever owns a kind of row declares
/// its table as a constant; `Main` lists them all when it opens the store.
///
/// @param name unique in the store, lower case; it never changes, since it names the family on disk
/// @param keys how keys lie as bytes, in the order of scans
/// @param values how rows lie as bytes
/// @param <K> what a row is found by
/// @param <V> a row
public record Table<K, V>(String name, Codec<K> keys, Codec<V> values) {
    /// The key that these bytes are.
    ///
    /// @throws StoreException where they are none, in one sentence
    K key(byte[] bytes) {
        try {
            return keys.decode(bytes);
        } catch (MalformedBytes damaged) {
            throw damaged(bytes, damaged);
        }
    }

    /// The row that lies under a key.
    ///
    /// @param key the bytes of its key, for the sentence
    /// @throws StoreException where the bytes are no row, in one sentence
    V row(byte[] key, byte[] bytes) {
        try {
            return values.decode(bytes);
        } catch (MalformedBytes damaged) {
            throw damaged(key, damaged);
        }
    }

    private StoreException damaged(byte[] key, MalformedBytes damaged) {
        return new StoreException(
                "Table %s has a row that cannot be read (%s, under the key %s). Restore the folder from a backup."
                        .formatted(name, damaged.getMessage(), HexFormat.of().formatHex(key)),
                damaged);
    }
}
