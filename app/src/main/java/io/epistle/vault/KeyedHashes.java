package io.epistle.vault;

import io.epistle.event.ByteWriter;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keyed hashes (HMAC-SHA-256, RFC 2104), each purpose with a key of its own. Thread-safe.
final class KeyedHashes {
    private final Map<HashPurpose, byte[]> keys = new EnumMap<>(HashPurpose.class);

    /// One for each purpose, keyed once: giving it its key again would hash as much as most
    /// messages do.
    private final ThreadLocal<Map<HashPurpose, Mac>> keyed =
            ThreadLocal.withInitial(() -> new EnumMap<>(HashPurpose.class));

    /// The key of each purpose is the hash of its label under the master key.
    KeyedHashes(SecretKeySpec master) {
        for (HashPurpose purpose : HashPurpose.values()) {
            byte[] label = purpose.label().getBytes(StandardCharsets.US_ASCII);
            keys.put(purpose, keyed(master.getEncoded()).doFinal(label));
        }
    }

    /// The hash of parts, 32 bytes. Parts are framed by their length, so `("ab","c")` and
    /// `("a","bc")` differ.
    byte[] hash(HashPurpose purpose, String... parts) {
        ByteWriter framed = new ByteWriter();
        for (String part : parts) {
            framed.writeText(part);
        }
        return keyed.get()
                .computeIfAbsent(purpose, wanted -> keyed(key(wanted)))
                .doFinal(framed.toBytes());
    }

    /// The key of one purpose, 32 bytes; whoever gets it must not change it.
    byte[] key(HashPurpose purpose) {
        return Objects.requireNonNull(keys.get(purpose));
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HmacSHA256 of the JDK refused a key", impossible);
        }
    }
}
