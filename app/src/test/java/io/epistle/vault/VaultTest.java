package io.epistle.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class VaultTest {
    private static final byte[] PLACE = bytes("timelines/1");

    @TempDir Path folder;

    @Test
    void whatIsSealedOpensAfterARestart() {
        List<byte[]> sealed = new ArrayList<>();
        List<Long> slots = new ArrayList<>();
        Random random = new Random(3);
        try (Vault vault = Vault.open(folder)) {
            for (int index = 0; index < 500; index++) {
                long slot = vault.newKey();
                slots.add(slot);
                sealed.add(vault.seal(slot, PLACE, bytes("secret " + index)));
            }
            vault.sync();
        }

        try (Vault vault = Vault.open(folder)) {
            for (int round = 0; round < 500; round++) {
                int index = random.nextInt(500);
                assertThat(vault.open(slots.get(index), PLACE, sealed.get(index)))
                        .contains(bytes("secret " + index));
            }
            assertThat(vault.newKey()).isEqualTo(500);
        }
    }

    @Test
    void anInterruptedReaderClosesNothingForOthers() {
        long first;
        long second;
        byte[] sealed;
        byte[] alsoSealed;
        try (Vault vault = Vault.open(folder)) {
            first = vault.newKey();
            second = vault.newKey();
            sealed = vault.seal(first, PLACE, bytes("one"));
            alsoSealed = vault.seal(second, PLACE, bytes("two"));
            vault.sync();
        }

        try (Vault vault = Vault.open(folder)) {
            Thread.currentThread().interrupt();
            assertThat(vault.open(first, PLACE, sealed)).contains(bytes("one"));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(vault.open(second, PLACE, alsoSealed)).contains(bytes("two"));
        }
    }

    @Test
    void aDestroyedKeyOpensNothingAndLeavesNoTrace() throws IOException {
        try (Vault vault = Vault.open(folder)) {
            long slot = vault.newKey();
            long other = vault.newKey();
            vault.sync();
            byte[] slotsBefore = Files.readAllBytes(folder.resolve("slots"));
            byte[] sealed = vault.seal(slot, PLACE, bytes("secret"));
            byte[] kept = vault.seal(other, PLACE, bytes("kept"));

            vault.destroy(slot);

            assertThat(vault.open(slot, PLACE, sealed)).isEmpty();
            assertThat(vault.open(other, PLACE, kept)).contains(bytes("kept"));
            assertThatThrownBy(() -> vault.seal(slot, PLACE, bytes("more")))
                    .isInstanceOf(VaultException.class);
            byte[] slotsAfter = Files.readAllBytes(folder.resolve("slots"));
            for (int index = 1; index < 64; index++) {
                assertThat(slotsAfter[index]).as("byte %d", index).isZero();
            }
            assertThat(slotsBefore).isNotEqualTo(slotsAfter);
        }
        try (Vault vault = Vault.open(folder)) {
            assertThat(vault.open(0, PLACE, new byte[64])).isEmpty();
        }
    }

    @Test
    void aChangedOrMovedPayloadIsFound() {
        try (Vault vault = Vault.open(folder)) {
            long slot = vault.newKey();
            byte[] sealed = vault.seal(slot, PLACE, bytes("secret"));

            for (int index = 0; index < sealed.length; index++) {
                byte[] flipped = sealed.clone();
                flipped[index] ^= 1;
                assertThatThrownBy(() -> vault.open(slot, PLACE, flipped))
                        .isInstanceOf(VaultException.class);
            }
            assertThatThrownBy(() -> vault.open(slot, bytes("timelines/2"), sealed))
                    .isInstanceOf(VaultException.class);
        }
    }

    @Test
    void theSameTextIsNeverSealedToTheSameBytes() {
        try (Vault vault = Vault.open(folder)) {
            long slot = vault.newKey();

            assertThat(vault.seal(slot, PLACE, bytes("secret")))
                    .isNotEqualTo(vault.seal(slot, PLACE, bytes("secret")));
        }
    }

    @Test
    void hashesDependOnPurposeFramingAndKey() {
        byte[] here;
        try (Vault vault = Vault.open(folder)) {
            here = vault.hash(HashPurpose.IDENTIFIER, "email", "jane@example.com");
            assertThat(vault.hash(HashPurpose.IDENTIFIER, "email", "jane@example.com"))
                    .isEqualTo(here);
            assertThat(vault.hash(HashPurpose.ADDRESS, "email", "jane@example.com"))
                    .isNotEqualTo(here);
            assertThat(vault.hash(HashPurpose.IDENTIFIER, "emailj", "ane@example.com"))
                    .isNotEqualTo(here);
        }
        try (Vault other = Vault.open(folder.resolve("other"))) {
            assertThat(other.hash(HashPurpose.IDENTIFIER, "email", "jane@example.com"))
                    .isNotEqualTo(here);
        }
    }

    @Test
    void aForeignMasterKeyIsRefusedInOneSentence() throws IOException {
        Vault.open(folder).close();
        Files.writeString(folder.resolve("master.key"), "ab".repeat(32));

        assertThatThrownBy(() -> Vault.open(folder))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("belongs to another store");
    }

    @Test
    void aMissingOrBrokenMasterKeyIsRefusedAndNeverReplaced() throws IOException {
        Vault.open(folder).close();
        Files.writeString(folder.resolve("master.key"), "not a key");
        assertThatThrownBy(() -> Vault.open(folder)).hasMessageContaining("64 hexadecimal digits");

        Files.delete(folder.resolve("master.key"));

        assertThatThrownBy(() -> Vault.open(folder)).hasMessageContaining("Found no master key");
        assertThat(folder.resolve("master.key")).doesNotExist();
    }

    @Test
    void theMasterKeyIsForItsOwnerAlone() throws IOException {
        Vault.open(folder).close();

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("master.key"))))
                .isEqualTo("rw-------");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
