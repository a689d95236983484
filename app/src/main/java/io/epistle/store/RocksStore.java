package io.epistle.store;

import io.epistle.event.ByteWriter;

import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RateLimiter;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/// The tables on disk: RocksDB in one folder, one column family a table. Reads see what is
/// committed; the only writes are whole batches, atomic and synced. Thread-safe for reads;
/// [#commit] belongs to the single writer.
public final class RocksStore implements Rows, AutoCloseable {
    /// The layout this program writes; a folder of a newer one is refused, an older one would be
    /// migrated here.
    public static final int FORMAT = 1;

    private static final Table<String, Long> META = new Table<>("default", Codec.TEXT, Codec.LONG);
    private static final long BLOCK_CACHE_BYTES = 256L << 20;
    private static final long MEMTABLE_BYTES = 32L << 20;
    private static final long MEMTABLES_TOTAL_BYTES = 192L << 20;
    private static final int BLOOM_BITS = 10;

    /// How long closing waits for reads.
    private static final Duration READS_MAX = Duration.ofSeconds(30);

    private static final int DELETION = 0x4;
    private static final int PUT = 0x5;

    /// Compaction and flush may not starve the writer's syncs: measured in the prototype as the
    /// tail's main cause.
    private static final long RATE_BYTES_PER_SECOND = 80L << 20;

    static {
        RocksDB.loadLibrary();
    }

    private final RocksDB database;
    private final Map<String, ColumnFamilyHandle> families = new HashMap<>();
    private final List<AutoCloseable> owned = new ArrayList<>();
    private final WriteOptions synced;
    private final OpenReads reads = new OpenReads();
    private final ReadOptions wholeTable;
    private final ReadOptions range;

    private RocksStore(Path folder, List<Table<?, ?>> tables) throws RocksDBException {
        LRUCache cache = own(new LRUCache(BLOCK_CACHE_BYTES));
        DBOptions options =
                own(
                        new DBOptions()
                                .setCreateIfMissing(true)
                                .setCreateMissingColumnFamilies(true)
                                .setDbWriteBufferSize(MEMTABLES_TOTAL_BYTES)
                                // A damaged log is refused, not cut off in silence; only its torn
                                // end, which
                                // was never answered, may go. Recycled logs could not be told apart
                                // from it.
                                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                                .setMaxBackgroundJobs(2)
                                .setKeepLogFileNum(4)
                                .setRateLimiter(own(new RateLimiter(RATE_BYTES_PER_SECOND))));
        ColumnFamilyOptions family =
                own(
                        new ColumnFamilyOptions()
                                .setWriteBufferSize(MEMTABLE_BYTES)
                                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                                .setLevel0FileNumCompactionTrigger(8)
                                .setTableFormatConfig(
                                        new BlockBasedTableConfig()
                                                .setBlockCache(cache)
                                                .setFilterPolicy(own(new BloomFilter(BLOOM_BITS)))
                                                .setCacheIndexAndFilterBlocks(true)));
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family));
        for (String name : familyNames(folder, tables)) {
            descriptors.add(
                    new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8), family));
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        database = RocksDB.open(options, folder.toString(), descriptors, handles);
        for (ColumnFamilyHandle handle : handles) {
            families.put(new String(handle.getName(), StandardCharsets.UTF_8), handle);
        }
        synced = own(new WriteOptions().setSync(true));
        // A whole table is read far ahead, and must not push out what is read often. A range, such
        // as the facts of one stem, is a few blocks: reading ahead there costs a thousand times
        // what is asked for.
        wholeTable = own(new ReadOptions().setReadaheadSize(2 << 20).setFillCache(false));
        range = own(new ReadOptions());
    }

    /// Opens the store in `folder` with its tables, creating what is missing.
    ///
    /// @throws StoreException in one sentence, where the folder is in use, not writable, newer than
    ///   this program or broken
    public static RocksStore open(Path folder, List<Table<?, ?>> tables) {
        try {
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw new StoreException(
                        "The data folder %s is not writable; expected a folder that this user may write."
                                .formatted(folder));
            }
        } catch (IOException broken) {
            throw new StoreException(
                    "The data folder %s cannot be made (%s); name another with --data."
                            .formatted(folder, broken.getClass().getSimpleName()),
                    broken);
        }
        try {
            RocksStore store = new RocksStore(folder, tables);
            store.proveFormat(folder);
            return store;
        } catch (RocksDBException broken) {
            String message = String.valueOf(broken.getMessage());
            if (message.contains("lock")) {
                throw new StoreException(
                        "The data folder %s is in use by another Epistle; stop that one or name another folder with --data."
                                .formatted(folder),
                        broken);
            }
            throw new StoreException(
                    "The data folder %s cannot be opened: %s. Restore it from a backup or name another with --data."
                            .formatted(folder, message),
                    broken);
        }
    }

    private static List<String> familyNames(Path folder, List<Table<?, ?>> tables)
            throws RocksDBException {
        List<String> names = new ArrayList<>();
        for (Table<?, ?> table : tables) {
            if (names.contains(table.name()) || table.name().equals(META.name())) {
                throw new IllegalArgumentException("found two tables named " + table.name());
            }
            names.add(table.name());
        }
        try (Options options = new Options()) {
            for (byte[] existing : RocksDB.listColumnFamilies(options, folder.toString())) {
                String name = new String(existing, StandardCharsets.UTF_8);
                if (!names.contains(name) && !name.equals(META.name())) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private void proveFormat(Path folder) {
        Optional<Long> format = get(META, "format");
        if (format.isPresent() && format.get() > FORMAT) {
            close();
            throw new StoreException(
                    "The data folder %s was written by a newer Epistle (format %d, this program reads up to %d); upgrade the program."
                            .formatted(folder, format.get(), FORMAT));
        }
        if (format.isEmpty()) {
            NavigableMap<byte[], Optional<byte[]>> rows =
                    new java.util.TreeMap<>(Arrays::compareUnsigned);
            rows.put(
                    META.keys().encode("format"), Optional.of(META.values().encode((long) FORMAT)));
            commit(Map.of(META, rows));
        }
    }

    private <T extends AutoCloseable> T own(T resource) {
        owned.add(resource);
        return resource;
    }

    @Override
    public <K, V> Optional<V> get(Table<K, V> table, K key) {
        byte[] keyBytes = table.keys().encode(key);
        byte @Nullable [] bytes = getBytes(table, keyBytes);
        return bytes == null ? Optional.empty() : Optional.of(table.row(keyBytes, bytes));
    }

    byte @Nullable [] getBytes(Table<?, ?> table, byte[] key) {
        reads.enter();
        try {
            return database.get(family(table), key);
        } catch (RocksDBException broken) {
            throw new StoreException(
                    "Reading table %s failed: %s.".formatted(table.name(), broken.getMessage()),
                    broken);
        } finally {
            reads.leave();
        }
    }

    @Override
    public <K, V> void scan(Table<K, V> table, byte[] prefix, byte[] from, Visitor<K, V> visitor) {
        ReadOptions options = prefix.length == 0 && from.length == 0 ? wholeTable : range;
        reads.enter();
        try (RocksIterator rows = database.newIterator(family(table), options)) {
            for (rows.seek(from); rows.isValid() && startsWith(rows.key(), prefix); rows.next()) {
                reads.goOn();
                byte[] key = rows.key();
                if (!visitor.visit(table.key(key), table.row(key, rows.value()))) {
                    return;
                }
            }
            rows.status();
        } catch (RocksDBException broken) {
            throw new StoreException(
                    "Scanning table %s failed: %s.".formatted(table.name(), broken.getMessage()),
                    broken);
        } finally {
            reads.leave();
        }
    }

    /// An iterator for a turn that merges its own writes into the scan; the caller closes it.
    RocksIterator iterator(Table<?, ?> table) {
        return database.newIterator(family(table));
    }

    /// Writes all rows of one turn at once, synced; an empty array deletes. Keys go in sorted, in
    /// one native call.
    ///
    /// @throws StoreException where the disk refused; then nothing is written
    void commit(Map<Table<?, ?>, NavigableMap<byte[], Optional<byte[]>>> writes) {
        byte[] serialised = serialise(writes);
        try (WriteBatch batch = new WriteBatch(serialised)) {
            database.write(synced, batch);
        } catch (RocksDBException broken) {
            throw new StoreException(
                    "The data folder refused a write: %s.".formatted(broken.getMessage()), broken);
        }
    }

    /// The write batch as RocksDB's own format (`db/write_batch.cc`): 8 bytes of sequence, 4 of
    /// count, then a record a row.
    private byte[] serialise(Map<Table<?, ?>, NavigableMap<byte[], Optional<byte[]>>> writes) {
        int count = 0;
        ByteWriter out = new ByteWriter(1 << 16);
        for (Map.Entry<Table<?, ?>, NavigableMap<byte[], Optional<byte[]>>> table :
                writes.entrySet()) {
            int family = family(table.getKey()).getID();
            for (Map.Entry<byte[], Optional<byte[]>> row : table.getValue().entrySet()) {
                byte @Nullable [] value = row.getValue().orElse(null);
                out.writeByte(value == null ? DELETION : PUT)
                        .writeVarint(family)
                        .writeBytes(row.getKey());
                if (value != null) {
                    out.writeBytes(value);
                }
                count++;
            }
        }
        ByteWriter batch = new ByteWriter(out.size() + 12).writeLong(0);
        for (int shift = 0; shift < 32; shift += 8) {
            batch.writeByte(count >>> shift);
        }
        return batch.writeRaw(out.toBytes()).toBytes();
    }

    private ColumnFamilyHandle family(Table<?, ?> table) {
        ColumnFamilyHandle handle = families.get(table.name());
        if (handle == null) {
            throw new IllegalArgumentException(
                    "table %s was not given when the store was opened".formatted(table.name()));
        }
        return handle;
    }

    /// Makes a copy of all that is committed in `folder`, which must not be there yet. On the same
    /// file system it takes a moment and no room: files that never change are shared.
    ///
    /// @throws StoreException where the disk refused
    public void checkpoint(Path folder) {
        try (Checkpoint checkpoint = Checkpoint.create(database)) {
            checkpoint.createCheckpoint(folder.toString());
        } catch (RocksDBException broken) {
            throw new StoreException(
                    "The data folder cannot be copied to %s: %s."
                            .formatted(folder, broken.getMessage()),
                    broken);
        }
    }

    static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length
                && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    /// Waits for the reads under way, which end soon. Where one does not, the store is left as it
    /// is until the process ends: everything that was answered is on disk.
    @Override
    public void close() {
        if (!reads.close(READS_MAX)) {
            return;
        }
        families.values().forEach(ColumnFamilyHandle::close);
        database.close();
        for (AutoCloseable resource : owned.reversed()) {
            try {
                resource.close();
            } catch (Exception impossible) {
                throw new IllegalStateException("a native handle refused to close", impossible);
            }
        }
    }
}
