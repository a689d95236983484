package io.epistle.vault;

import io.epistle.event.ByteWriter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

import javax.crypto.spec.SecretKeySpec;

/// The keys, and everything that is done with them: one AES-256 key per stem in a fixed slot of a
/// file of its own, wrapped by the master key; sealing of payloads; keyed hashes of identifiers.
/// Whoever erases a person destroys the slots of their stems, and every copy of what they sealed is
/// noise.
///
/// The folder holds `master.key` (mode 600; or the environment gives the key), `canary` and
/// `slots`. A sealed payload is bound to its place by the `place` bytes, so no record can be moved
/// to another key unnoticed. Thread-safe.
public final class Vault implements AutoCloseable {
    /// The environment variable that holds the master key as 64 hexadecimal digits instead of the
    /// file.
    public static final String MASTER_KEY_VARIABLE = "EPISTLE_MASTER_KEY";

    /// Bytes that sealing adds to a payload.
    public static final int OVERHEAD_BYTES = Sealing.OVERHEAD_BYTES;

    /// The length of every key: AES-256.
    static final int KEY_BYTES = 32;

    private final SecureRandom random;
    private final Sealing sealing;
    private final SecretKeySpec master;
    private final KeySlotFile slots;
    private final KeyCache cache = new KeyCache();
    private final KeyedHashes hashes;

    private Vault(SecureRandom random, Sealing sealing, SecretKeySpec master, KeySlotFile slots) {
        this.random = random;
        this.sealing = sealing;
        this.master = master;
        this.slots = slots;
        this.hashes = new KeyedHashes(master);
    }

    /// Opens the vault in `folder`, creating it with a fresh master key where there is none.
    ///
    /// @throws VaultException where the key is missing or does not fit what it should open, in one
    ///   sentence
    public static Vault open(Path folder) {
        try {
            Files.createDirectories(folder);
            SecureRandom random = new SecureRandom();
            Sealing sealing = new Sealing(random::nextLong);
            SecretKeySpec master = new MasterKeyFile(folder).read(sealing);
            KeySlotFile slots =
                    KeySlotFile.open(folder.resolve("slots"), KEY_BYTES + OVERHEAD_BYTES);
            return new Vault(random, sealing, master, slots);
        } catch (IOException broken) {
            throw new VaultException(
                    "The key folder %s cannot be used: %s. Expected a folder this user may write."
                            .formatted(folder, broken.getMessage()));
        }
    }

    /// Whether a folder holds keys.
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(MasterKeyFile.CANARY_FILE));
    }

    /// Opens every key that is not destroyed, and counts them.
    ///
    /// @throws VaultException where one does not open
    long countLive() {
        long live = 0;
        for (long slot = 0; slot < slots.count(); slot++) {
            if (unwrapped(slot).isPresent()) {
                live++;
            }
        }
        return live;
    }

    /// Makes a new random key and returns its slot. It counts as stored only after [#sync], which
    /// must come before the first synced write of anything it sealed.
    public long newKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        long slot = slots.reserve();
        slots.put(slot, sealing.seal(master, place(slot), key));
        cache.put(slot, new SecretKeySpec(key, "AES"));
        return slot;
    }

    /// Makes all keys so far durable. Costs nothing when there is no new one.
    public void sync() {
        slots.sync();
    }

    /// Destroys a key for good: overwritten in place and synced before this returns.
    public void destroy(long slot) {
        slots.destroy(slot);
        cache.forget(slot);
    }

    /// Whether a slot's key is there still, and not destroyed.
    public boolean holds(long slot) {
        return key(slot).isPresent();
    }

    /// Seals a payload under a slot's key, bound to `place` (the table and key it will lie under).
    ///
    /// @throws VaultException where the key is destroyed
    public byte[] seal(long slot, byte[] place, byte[] payload) {
        SecretKeySpec key =
                key(slot)
                        .orElseThrow(() ->
                                new VaultException(
                                        "found a destroyed key in slot %d, expected a live one"
                                                .formatted(slot)));
        return sealing.seal(key, place, payload);
    }

    /// Opens what [#seal] made; absent where the key is destroyed.
    ///
    /// @throws VaultException where the bytes are not what was sealed at this place: torn, flipped
    ///   or moved
    public Optional<byte[]> open(long slot, byte[] place, byte[] sealed) {
        Optional<SecretKeySpec> key = key(slot);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> payload = Sealing.open(key.get(), place, sealed);
        if (payload.isEmpty()) {
            throw new VaultException(
                    "found sealed bytes that were changed or moved, under the key in slot %d"
                            .formatted(slot));
        }
        return payload;
    }

    /// A keyed hash (HMAC-SHA-256) of parts, 32 bytes: the same for the same purpose, parts and
    /// master key; useless to whoever lacks the key. Parts are framed by their length, so
    /// `("ab","c")` and `("a","bc")` differ.
    public byte[] hash(HashPurpose purpose, String... parts) {
        return hashes.hash(purpose, parts);
    }

    /// The key of one purpose, 32 bytes, for signers and assigners that hash by themselves.
    public byte[] purposeKey(HashPurpose purpose) {
        return hashes.key(purpose).clone();
    }

    @Override
    public void close() {
        slots.close();
    }

    private Optional<SecretKeySpec> key(long slot) {
        return cache.get(slot, this::unwrapped);
    }

    private Optional<SecretKeySpec> unwrapped(long slot) {
        return slots.wrapped(slot)
                .map(wrapped ->
                        Sealing.open(master, place(slot), wrapped)
                                .map(key -> new SecretKeySpec(key, "AES"))
                                .orElseThrow(() ->
                                        new VaultException(
                                                "found a damaged key in slot %d".formatted(slot))));
    }

    private static byte[] place(long slot) {
        return new ByteWriter(16).writeText("slot").writeLong(slot).toBytes();
    }
}
