package io.epistle.vault;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongFunction;

import javax.crypto.spec.SecretKeySpec;

/// Unwrapped keys kept at hand, each at the place that the last bits of its slot name; a newer one
/// takes the place of an older one. Thread-safe.
final class KeyCache {
    /// A power of two, each a reference: about 6 MB when full.
    private static final int PLACES = 1 << 16;

    private record SlotKey(long slot, SecretKeySpec key) {}

    private final AtomicReferenceArray<@Nullable SlotKey> keys = new AtomicReferenceArray<>(PLACES);

    /// How many keys were forgotten: a key whose loading began before the last of them may be that
    /// one.
    private final AtomicLong forgotten = new AtomicLong();

    /// The key of a slot, kept or loaded; absent where there is none to load. A key that is
    /// forgotten while it is loaded is given to whoever asked, and not kept.
    Optional<SecretKeySpec> get(long slot, LongFunction<Optional<SecretKeySpec>> loading) {
        SlotKey kept = keys.get(place(slot));
        if (kept != null && kept.slot() == slot) {
            return Optional.of(kept.key());
        }
        long forgottenBefore = forgotten.get();
        Optional<SecretKeySpec> loaded = loading.apply(slot);
        loaded.ifPresent(key -> put(slot, key, forgottenBefore));
        return loaded;
    }

    /// Keeps the key of a slot that nobody else knows yet.
    void put(long slot, SecretKeySpec key) {
        keys.set(place(slot), new SlotKey(slot, key));
    }

    private synchronized void put(long slot, SecretKeySpec key, long forgottenBefore) {
        if (forgotten.get() == forgottenBefore) {
            put(slot, key);
        }
    }

    /// Forgets the key of a slot, which nobody can load any more.
    synchronized void forget(long slot) {
        forgotten.incrementAndGet();
        keys.set(place(slot), null);
    }

    private static int place(long slot) {
        return (int) (slot & (PLACES - 1));
    }
}
