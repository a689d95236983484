package io.epistle.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

final class KeySlotFileTest {
    private static final int WRAPPED_BYTES = 40;

    @TempDir Path folder;

    @Test
    void aKeyIsReadAtOnceAndASlotThatIsOnlyReservedHasNone() throws IOException {
        try (KeySlotFile slots = open()) {
            slots.put(slots.reserve(), key(1));
            long reserved = slots.reserve();

            assertThat(slots.wrapped(0)).contains(key(1));
            assertNoKey(slots, reserved);
            assertNoKey(slots, reserved + 1_000);

            slots.put(reserved, key(2));

            assertThat(slots.wrapped(reserved)).contains(key(2));
        }
    }

    @Test
    void aSlotThatTheFileLeavesOutBeforeALaterOneHasNoKey() throws IOException {
        try (KeySlotFile slots = open()) {
            long early = slots.reserve();
            slots.put(slots.reserve(), key(2));

            assertNoKey(slots, early);
        }
    }

    @Test
    void aTornLastSlotHasNoKeyAndIsGivenAway() throws IOException {
        try (KeySlotFile slots = open()) {
            slots.put(slots.reserve(), key(1));
            slots.put(slots.reserve(), key(2));
        }
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length - 1));

        try (KeySlotFile slots = open()) {
            assertNoKey(slots, 1);
            assertThat(slots.wrapped(0)).contains(key(1));
            assertThat(slots.reserve()).isEqualTo(1);
        }
    }

    private Path file() {
        return folder.resolve("slots");
    }

    private KeySlotFile open() throws IOException {
        return KeySlotFile.open(file(), WRAPPED_BYTES);
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[WRAPPED_BYTES];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    private static void assertNoKey(KeySlotFile slots, long slot) {
        assertThatThrownBy(() -> slots.wrapped(slot))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("found no key in slot %d".formatted(slot));
    }
}
