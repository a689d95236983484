package io.epistle.vault;

import io.epistle.event.ByteWriter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The keys, and everything that is done with them: one AES-256 key per stem in a fixed slot of a
/// file of its own, wrapped by the master key; sealing of payloads; keyed hashes of identifiers.
/// Whoever erases a person destroys the slots of their stems, and every copy of what they sealed is
/// noise.
///
/// The folder holds `master.key` (mode 600; or the environment gives the key), `canary` and
/// `slots`. A sealed payload is version byte, 12 bytes of nonce, ciphertext, 16 bytes of tag
/// (AES-GCM, NIST SP 800-38D); it is bound to its place by the `place` bytes, so no record can be
/// moved to another key unnoticed. Thread-safe.
public final class Vault implements AutoCloseable {
    /// The environment variable that holds the master key as 64 hexadecimal digits instead of the
    /// file.
    public static final String MASTER_KEY_VARIABLE = "EPISTLE_MASTER_KEY";

    /// Bytes that sealing adds to a payload.
    public static final int OVERHEAD_BYTES = 1 + 12 + 16;

    private static final int SEAL_VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SLOT_BYTES = 64;
    private static final byte SLOT_LIVE = 1;
    private static final byte SLOT_DESTROYED = 2;

    /// Unwrapped keys kept at hand; a power of two, each a reference: about 6 MB when full.
    private static final int CACHE_SLOTS = 1 << 16;

    private static final byte[] CANARY = "epistle canary 1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CANARY_PLACE = "canary".getBytes(StandardCharsets.US_ASCII);

    private record SlotKey(long slot, SecretKeySpec key) {}

    private final FileChannel slots;
    private final SecretKeySpec master;
    private final AtomicLong nextSlot;
    private final AtomicReferenceArray<@Nullable SlotKey> cache =
            new AtomicReferenceArray<>(CACHE_SLOTS);
    private final SecureRandom random = new SecureRandom();
    private final Nonces nonces = new Nonces(random);
    private final Map<HashPurpose, byte[]> hashKeys = new EnumMap<>(HashPurpose.class);
    private volatile boolean unsynced;

    private Vault(FileChannel slots, SecretKeySpec master, long nextSlot) {
        this.slots = slots;
        this.master = master;
        this.nextSlot = new AtomicLong(nextSlot);
        for (HashPurpose purpose : HashPurpose.values()) {
            hashKeys.put(
                    purpose,
                    hmac(master.getEncoded(), purpose.label().getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /// Opens the vault in `folder`, creating it with a fresh master key where there is none.
    ///
    /// @throws VaultException where the key is missing or does not fit what it should open, in one
    ///   sentence
    public static Vault open(Path folder) {
        try {
            Files.createDirectories(folder);
            boolean fresh = !Files.exists(folder.resolve("canary"));
            SecretKeySpec master = masterKey(folder, fresh);
            FileChannel slots =
                    FileChannel.open(
                            folder.resolve("slots"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            // A torn last slot was never synced, so no synced fact uses it: its bytes are written
            // over.
            Vault vault = new Vault(slots, master, slots.size() / SLOT_BYTES);
            vault.proveMasterKey(folder, fresh);
            return vault;
        } catch (IOException broken) {
            throw new VaultException(
                    "The key folder %s cannot be used: %s. Expected a folder this user may write."
                            .formatted(folder, broken.getMessage()));
        }
    }

    private static SecretKeySpec masterKey(Path folder, boolean fresh) throws IOException {
        String given = System.getenv(MASTER_KEY_VARIABLE);
        Path file = folder.resolve("master.key");
        if (given == null && !Files.exists(file)) {
            if (!fresh) {
                throw new VaultException(
                        "Found no master key, neither the file %s nor the variable %s; restore it from the key backup."
                                .formatted(file, MASTER_KEY_VARIABLE));
            }
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Path unfinished = folder.resolve("master.key.new");
            Files.deleteIfExists(unfinished);
            try {
                Files.createFile(
                        unfinished,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            } catch (UnsupportedOperationException noPosixPermissions) {
                Files.createFile(unfinished);
            }
            writeSynced(
                    unfinished, HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        String digits =
                given != null
                        ? given.strip()
                        : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
        try {
            byte[] key = HexFormat.of().parseHex(digits);
            if (key.length == KEY_BYTES) {
                return new SecretKeySpec(key, "AES");
            }
        } catch (IllegalArgumentException notHexadecimal) {
            // Said below, in one sentence for every way of being wrong.
        }
        throw new VaultException(
                "The master key in %s is not a key: expected 64 hexadecimal digits, found %d characters."
                        .formatted(
                                given != null ? "the variable " + MASTER_KEY_VARIABLE : file,
                                digits.length()));
    }

    private void proveMasterKey(Path folder, boolean fresh) throws IOException {
        Path canary = folder.resolve("canary");
        if (fresh) {
            writeSynced(canary, sealWith(master, CANARY_PLACE, CANARY));
            return;
        }
        if (!Arrays.equals(
                openWith(master, CANARY_PLACE, Files.readAllBytes(canary)).orElse(null), CANARY)) {
            close();
            throw new VaultException(
                    "The master key does not open %s: it belongs to another store. Give the key this folder was made with."
                            .formatted(canary));
        }
    }

    private static void writeSynced(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /// Makes a new random key and returns its slot. It counts as stored only after [#sync], which
    /// must come before the first synced write of anything it sealed.
    public long newKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        long slot = nextSlot.getAndIncrement();
        ByteBuffer wrapped = ByteBuffer.allocate(SLOT_BYTES);
        wrapped.put(SLOT_LIVE).put(sealWith(master, slotPlace(slot), key)).position(0);
        write(slot, wrapped);
        remember(new SlotKey(slot, new SecretKeySpec(key, "AES")));
        unsynced = true;
        return slot;
    }

    /// Makes all keys so far durable. Costs nothing when there is no new one.
    public void sync() {
        if (!unsynced) {
            return;
        }
        unsynced = false;
        force();
    }

    /// Destroys a key for good: overwritten in place and synced before this returns.
    public void destroy(long slot) {
        ByteBuffer blank = ByteBuffer.allocate(SLOT_BYTES);
        blank.put(0, SLOT_DESTROYED);
        write(slot, blank);
        force();
        cache.set((int) (slot & (CACHE_SLOTS - 1)), null);
    }

    /// Seals a payload under a slot's key, bound to `place` (the table and key it will lie under).
    ///
    /// @throws VaultException where the key is destroyed
    public byte[] seal(long slot, byte[] place, byte[] payload) {
        SecretKeySpec key = key(slot);
        if (key == null) {
            throw new VaultException(
                    "found a destroyed key in slot %d, expected a live one".formatted(slot));
        }
        return sealWith(key, place, payload);
    }

    /// Opens what [#seal] made; absent where the key is destroyed.
    ///
    /// @throws VaultException where the bytes are not what was sealed at this place: torn, flipped
    ///   or moved
    public Optional<byte[]> open(long slot, byte[] place, byte[] sealed) {
        SecretKeySpec key = key(slot);
        if (key == null) {
            return Optional.empty();
        }
        Optional<byte[]> payload = openWith(key, place, sealed);
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
        ByteWriter framed = new ByteWriter();
        for (String part : parts) {
            framed.writeText(part);
        }
        return hmac(hashKey(purpose), framed.toBytes());
    }

    /// The key of one purpose, 32 bytes, for signers and assigners that hash by themselves.
    public byte[] purposeKey(HashPurpose purpose) {
        return hashKey(purpose).clone();
    }

    private byte[] hashKey(HashPurpose purpose) {
        return Objects.requireNonNull(hashKeys.get(purpose));
    }

    @Override
    public void close() {
        try {
            slots.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private @Nullable SecretKeySpec key(long slot) {
        SlotKey known = cache.get((int) (slot & (CACHE_SLOTS - 1)));
        if (known != null && known.slot() == slot) {
            return known.key();
        }
        ByteBuffer stored = ByteBuffer.allocate(SLOT_BYTES);
        try {
            while (stored.hasRemaining()
                    && slots.read(stored, slot * SLOT_BYTES + stored.position()) > 0) {}
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        if (stored.hasRemaining() || stored.get(0) == 0) {
            throw new VaultException(
                    "found no key in slot %d: the key file is older than the data".formatted(slot));
        }
        if (stored.get(0) == SLOT_DESTROYED) {
            return null;
        }
        byte[] wrapped = Arrays.copyOfRange(stored.array(), 1, 1 + KEY_BYTES + OVERHEAD_BYTES);
        byte[] key =
                openWith(master, slotPlace(slot), wrapped)
                        .orElseThrow(() ->
                                new VaultException(
                                        "found a damaged key in slot %d".formatted(slot)));
        SecretKeySpec spec = new SecretKeySpec(key, "AES");
        remember(new SlotKey(slot, spec));
        return spec;
    }

    private void remember(SlotKey key) {
        cache.set((int) (key.slot() & (CACHE_SLOTS - 1)), key);
    }

    private void write(long slot, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                slots.write(bytes, slot * SLOT_BYTES + bytes.position());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void force() {
        try {
            slots.force(false);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] slotPlace(long slot) {
        return new ByteWriter(16).writeText("slot").writeLong(slot).toBytes();
    }

    private byte[] sealWith(SecretKeySpec key, byte[] place, byte[] payload) {
        byte[] nonce = nonces.next();
        byte[] sealed = new byte[payload.length + OVERHEAD_BYTES];
        sealed[0] = SEAL_VERSION;
        System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place);
            cipher.doFinal(payload, 0, payload.length, sealed, 1 + NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM of the JDK refused to seal", impossible);
        }
    }

    private static Optional<byte[]> openWith(SecretKeySpec key, byte[] place, byte[] sealed) {
        if (sealed.length < OVERHEAD_BYTES || sealed[0] != SEAL_VERSION) {
            return Optional.empty();
        }
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    key,
                    new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE_BYTES));
            cipher.updateAAD(place);
            return Optional.of(
                    cipher.doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES));
        } catch (AEADBadTagException changed) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM of the JDK refused to open", impossible);
        }
    }

    private static final ThreadLocal<Cipher> CIPHER =
            ThreadLocal.withInitial(() -> {
                try {
                    return Cipher.getInstance("AES/GCM/NoPadding");
                } catch (GeneralSecurityException impossible) {
                    throw new IllegalStateException("this JDK has no AES-GCM", impossible);
                }
            });

    private static final ThreadLocal<Mac> MAC =
            ThreadLocal.withInitial(() -> {
                try {
                    return Mac.getInstance("HmacSHA256");
                } catch (GeneralSecurityException impossible) {
                    throw new IllegalStateException("this JDK has no HmacSHA256", impossible);
                }
            });

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = MAC.get();
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HmacSHA256 of the JDK refused a key", impossible);
        }
    }

    /// Nonces that never repeat: 64 random bits drawn at start and a count of 32 bits; a fresh draw
    /// when the count is used up.
    private static final class Nonces {
        private final SecureRandom random;
        private long prefix;
        private int count;

        Nonces(SecureRandom random) {
            this.random = random;
            this.prefix = random.nextLong();
        }

        synchronized byte[] next() {
            if (++count == 0) {
                prefix = random.nextLong();
            }
            return ByteBuffer.allocate(NONCE_BYTES).putLong(prefix).putInt(count).array();
        }
    }
}
