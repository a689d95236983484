package io.epistle.vault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Optional;

import javax.crypto.spec.SecretKeySpec;

class KeyCacheTest {
    private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "AES");

    private final KeyCache cache = new KeyCache();

    @Test
    void aKeyIsLoadedOnce() {
        assertThat(cache.get(7, _ -> Optional.of(KEY))).contains(KEY);

        assertThat(cache.get(7, _ -> Optional.empty())).contains(KEY);
    }

    @Test
    void aKeyWhosePlaceAnotherTookIsLoadedAgain() {
        cache.put(7, KEY);
        cache.put(7 + (1 << 16), KEY);

        assertThat(cache.get(7, _ -> Optional.empty())).isEmpty();
    }

    /// A reader loads a key, the key is destroyed, and only then the reader would keep it.
    @Test
    void aKeyThatIsDestroyedWhileItIsLoadedIsNotKept() {
        Optional<SecretKeySpec> loaded =
                cache.get(
                        7,
                        slot -> {
                            cache.forget(slot);
                            return Optional.of(KEY);
                        });

        assertThat(loaded).contains(KEY);
        assertThat(cache.get(7, _ -> Optional.empty())).isEmpty();
    }
}
