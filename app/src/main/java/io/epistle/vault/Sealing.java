package io.epistle.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.LongSupplier;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals and opens payloads: version byte, 12 bytes of nonce, ciphertext, 16 bytes of tag (AES-GCM,
/// NIST SP 800-38D). Thread-safe.
final class Sealing {
    /// Bytes that sealing adds to a payload.
    static final int OVERHEAD_BYTES = 1 + 12 + 16;

    private static final int VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private static final ThreadLocal<Cipher> CIPHER =
            ThreadLocal.withInitial(() -> {
                try {
                    return Cipher.getInstance("AES/GCM/NoPadding");
                } catch (GeneralSecurityException impossible) {
                    throw new IllegalStateException("this JDK has no AES-GCM", impossible);
                }
            });

    private final Nonces nonces;

    /// @param random unforeseeable numbers, all 64 bits of them
    Sealing(LongSupplier random) {
        this.nonces = new Nonces(random);
    }

    /// A payload that only this key opens, and only as one of this place.
    byte[] seal(SecretKeySpec key, byte[] place, byte[] payload) {
        byte[] nonce = nonces.next();
        byte[] sealed = new byte[payload.length + OVERHEAD_BYTES];
        sealed[0] = VERSION;
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

    /// What was sealed; absent where it was sealed by another key or at another place, or was
    /// changed since.
    static Optional<byte[]> open(SecretKeySpec key, byte[] place, byte[] sealed) {
        if (sealed.length < OVERHEAD_BYTES || sealed[0] != VERSION) {
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

    /// Nonces that never repeat: 64 random bits drawn at start and a count of 32 bits; a fresh draw
    /// when the count is used up.
    private static final class Nonces {
        private final LongSupplier random;
        private long prefix;
        private int count;

        Nonces(LongSupplier random) {
            this.random = random;
            this.prefix = random.getAsLong();
        }

        synchronized byte[] next() {
            if (++count == 0) {
                prefix = random.getAsLong();
            }
            return ByteBuffer.allocate(NONCE_BYTES).putLong(prefix).putInt(count).array();
        }
    }
}
