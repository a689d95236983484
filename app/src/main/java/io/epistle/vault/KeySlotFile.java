package io.epistle.vault;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The file of wrapped keys: slots of 64 bytes, so that a key is destroyed by overwriting it where
/// it lies. A slot is a byte that says whether it is live or destroyed, and the wrapped key.
/// Thread-safe. No file channel, because an interrupt of one thread that reads closes it for all.
final class KeySlotFile implements AutoCloseable {
    private static final int SLOT_BYTES = 64;
    private static final byte LIVE = 1;
    private static final byte DESTROYED = 2;

    private final RandomAccessFile file;
    private final int wrappedBytes;
    private final AtomicLong next;
    private volatile boolean unsynced;

    private KeySlotFile(RandomAccessFile file, int wrappedBytes, long next) {
        this.file = file;
        this.wrappedBytes = wrappedBytes;
        this.next = new AtomicLong(next);
    }

    /// Opens the file, creating it where there is none.
    ///
    /// @param wrappedBytes the length of a wrapped key, below 64
    static KeySlotFile open(Path path, int wrappedBytes) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        // A torn last slot was never synced, so no synced fact uses it: its bytes are written over.
        return new KeySlotFile(file, wrappedBytes, file.length() / SLOT_BYTES);
    }

    /// A slot that nobody else gets.
    long reserve() {
        return next.getAndIncrement();
    }

    /// How many slots were ever reserved.
    long count() {
        return next.get();
    }

    /// Writes a key into its slot; durable after [#sync].
    void put(long slot, byte[] wrapped) {
        byte[] bytes = new byte[SLOT_BYTES];
        bytes[0] = LIVE;
        System.arraycopy(wrapped, 0, bytes, 1, wrapped.length);
        write(slot, bytes);
        unsynced = true;
    }

    /// The wrapped key in a slot; absent where it is destroyed.
    ///
    /// @throws VaultException where no key was ever put there
    Optional<byte[]> wrapped(long slot) {
        byte[] stored = read(slot);
        return switch (stored[0]) {
            case LIVE -> Optional.of(Arrays.copyOfRange(stored, 1, 1 + wrappedBytes));
            case DESTROYED -> Optional.empty();
            default ->
                    throw new VaultException(
                            "found no key in slot %d: the key file is older than the data"
                                    .formatted(slot));
        };
    }

    /// Overwrites a key; durable before this returns.
    void destroy(long slot) {
        byte[] bytes = new byte[SLOT_BYTES];
        bytes[0] = DESTROYED;
        write(slot, bytes);
        force();
    }

    /// Makes all keys so far durable. Costs nothing when there is no new one.
    void sync() {
        if (unsynced) {
            unsynced = false;
            try {
                force();
            } catch (UncheckedIOException refused) {
                unsynced = true;
                throw refused;
            }
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The bytes of a slot; zeros where the file ends before. Does not ask for the file's length
    /// first, which would cost a third of the read.
    private synchronized byte[] read(long slot) {
        byte[] stored = new byte[SLOT_BYTES];
        try {
            file.seek(slot * SLOT_BYTES);
            file.readFully(stored);
            return stored;
        } catch (EOFException _) {
            return new byte[SLOT_BYTES];
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private synchronized void write(long slot, byte[] bytes) {
        try {
            file.seek(slot * SLOT_BYTES);
            file.write(bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void force() {
        try {
            file.getFD().sync();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
