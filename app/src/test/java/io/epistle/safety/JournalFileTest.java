package io.epistle.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.safety.JournalFile.Contents;
import io.epistle.safety.JournalFile.Seal;
import io.epistle.store.StoreException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

class JournalFileTest {
    private static final Seal OWN = id -> seal(id, 1);
    private static final Seal OTHER = id -> seal(id, 2);

    @TempDir Path folder;

    private static byte[] seal(long id, int key) {
        byte[] seal = new byte[32];
        Arrays.fill(seal, (byte) (id + key));
        return seal;
    }

    @Test
    void whatWasAppendedIsReadAgainInOrder() {
        SplittableRandom random = new SplittableRandom(7);
        Path path = folder.resolve("journal");
        List<String> appended = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        for (int life = 0; life < 20; life++) {
            try (JournalFile journal = JournalFile.open(path, OWN)) {
                for (int records = random.nextInt(8); records > 0; records--) {
                    positions.add(journal.position());
                    appended.add(append(journal, random));
                }
            }
        }

        assertThat(read(path, 0)).isEqualTo(appended);
        for (int from = 0; from < positions.size(); from++) {
            assertThat(read(path, positions.get(from)))
                    .isEqualTo(appended.subList(from, appended.size()));
        }
    }

    @Test
    void aRecordTornAtAnyByteIsCutOffAndNoOther() throws IOException {
        Path whole = folder.resolve("whole");
        List<String> appended = new ArrayList<>();
        long end;
        try (JournalFile journal = JournalFile.open(whole, OWN)) {
            SplittableRandom random = new SplittableRandom(8);
            appended.add(append(journal, random));
            appended.add(append(journal, random));
            end = journal.position();
            String _ = append(journal, random);
        }
        byte[] bytes = Files.readAllBytes(whole);
        for (int length = (int) end + 1; length < bytes.length; length++) {
            Path torn = folder.resolve("torn");
            Files.write(torn, Arrays.copyOf(bytes, length));

            Contents contents = JournalFile.read(torn, OWN, 0, _ -> {});
            try (JournalFile journal = JournalFile.open(torn, OWN)) {
                journal.append(new byte[] {42});
            }

            assertThat(contents.tornBytes()).isEqualTo(length - end);
            List<String> expected = new ArrayList<>(appended);
            expected.add("2a");
            assertThat(read(torn, 0)).isEqualTo(expected);
        }
    }

    @Test
    void aFlippedByteInFrontOfAWholeRecordIsFoundWhereverItIs() throws IOException {
        Path whole = folder.resolve("whole");
        long from;
        long end;
        try (JournalFile journal = JournalFile.open(whole, OWN)) {
            SplittableRandom random = new SplittableRandom(9);
            from = journal.position();
            String _ = append(journal, random);
            end = journal.position();
            String _ = append(journal, random);
        }
        byte[] bytes = Files.readAllBytes(whole);
        for (int at = (int) from; at < end; at++) {
            Path flipped = folder.resolve("flipped");
            byte[] changed = bytes.clone();
            changed[at] ^= 0x10;
            Files.write(flipped, changed);

            assertThatThrownBy(() -> JournalFile.open(flipped, OWN))
                    .as("byte %d", at)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is damaged at byte " + from);
        }
    }

    @Test
    void theJournalOfAnotherFolderIsKnown() throws IOException {
        Path path = folder.resolve("journal");
        JournalFile.open(path, OWN).close();
        Path none = Files.writeString(folder.resolve("none"), "something else");

        assertThatThrownBy(() -> JournalFile.open(path, OTHER))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("belongs to another data folder");
        assertThatThrownBy(() -> JournalFile.open(none, OWN))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is no safety journal");
    }

    private static String append(JournalFile journal, SplittableRandom random) {
        byte[] record = new byte[1 + random.nextInt(300)];
        random.nextBytes(record);
        journal.append(record);
        return HexFormat.of().formatHex(record);
    }

    private static List<String> read(Path path, long from) {
        List<String> read = new ArrayList<>();
        Contents _ =
                JournalFile.read(
                        path, OWN, from, record -> read.add(HexFormat.of().formatHex(record)));
        return read;
    }
}
