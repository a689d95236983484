package io.epistle.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The file of wrapped keys: slots of 64 bytes, so that a key is destroyed by overwriting it where
/// it lies. A slot is a byte that says whether it is live or destroyed, and the wrapped key.
/// Thread-safe.
final class KeySlotFile implements AutoCloseable {
    private static final int SLOT_BYTES = 64;
    private static final byte LIVE = 1;
    private static final byte DESTROYED = 2;

    private final FileChannel channel;
    private final int wrappedBytes;
    private final AtomicLong next;
    private volatile boolean unsynced;

    private KeySlotFile(FileChannel channel, int wrappedBytes, long next) {
        this.channel = channel;
        this.wrappedBytes = wrappedBytes;
        this.next = new AtomicLong(next);
    }

    /// Opens the file, creating it where there is none.
    ///
    /// @param wrappedBytes the length of a wrapped key, below 64
    static KeySlotFile open(Path file, int wrappedBytes) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        // A torn last slot was never synced, so no synced fact uses it: its bytes are written over.
        return new KeySlotFile(channel, wrappedBytes, channel.size() / SLOT_BYTES);
    }

    /// A slot that nobody else gets.
    long reserve() {
        return next.getAndIncrement();
    }

    /// Writes a key into its slot; durable after [#sync].
    void put(long slot, byte[] wrapped) {
        write(slot, ByteBuffer.allocate(SLOT_BYTES).put(LIVE).put(wrapped).position(0));
        unsynced = true;
    }

    /// The wrapped key in a slot; absent where it is destroyed.
    ///
    /// @throws VaultException where no key was ever put there
    Optional<byte[]> wrapped(long slot) {
        ByteBuffer stored = read(slot);
        if (stored.hasRemaining() || stored.get(0) == 0) {
            throw new VaultException(
                    "found no key in slot %d: the key file is older than the data".formatted(slot));
        }
        if (stored.get(0) == DESTROYED) {
            return Optional.empty();
        }
        byte[] wrapped = new byte[wrappedBytes];
        stored.get(1, wrapped);
        return Optional.of(wrapped);
    }

    /// Overwrites a key; durable before this returns.
    void destroy(long slot) {
        write(slot, ByteBuffer.allocate(SLOT_BYTES).put(0, DESTROYED));
        force();
    }

    /// Makes all keys so far durable. Costs nothing when there is no new one.
    void sync() {
        if (unsynced) {
            unsynced = false;
            force();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The bytes of a slot; some remain where the file ends before.
    private ByteBuffer read(long slot) {
        ByteBuffer stored = ByteBuffer.allocate(SLOT_BYTES);
        try {
            while (stored.hasRemaining()
                    && channel.read(stored, slot * SLOT_BYTES + stored.position()) > 0) {}
            return stored;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void write(long slot, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, slot * SLOT_BYTES + bytes.position());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void force() {
        try {
            channel.force(false);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
