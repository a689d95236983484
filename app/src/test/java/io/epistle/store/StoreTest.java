package io.epistle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

class StoreTest {
    private static final Table<String, String> LEFT = new Table<>("left", Codec.TEXT, Codec.TEXT);
    private static final Table<String, String> RIGHT = new Table<>("right", Codec.TEXT, Codec.TEXT);
    private static final List<Table<?, ?>> TABLES =
            List.of(Writer.TURNS, Tallies.TALLIES, LEFT, RIGHT);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir Path folder;

    @Test
    void aTurnReadsWhatIsCommittedAndWhatItWrote() {
        Random random = new Random(5);
        SortedMap<String, String> oracle = new TreeMap<>();
        try (RocksStore store = RocksStore.open(folder, TABLES)) {
            for (int round = 0; round < 300; round++) {
                Turn turn = new Turn(store, NOON);
                for (int step = 0; step < 20; step++) {
                    String key = Integer.toString(random.nextInt(200), 4);
                    if (random.nextInt(3) == 0) {
                        turn.delete(LEFT, key);
                        oracle.remove(key);
                    } else {
                        String value = random.nextInt(10) == 0 ? "" : "v" + random.nextInt();
                        turn.put(LEFT, key, value);
                        oracle.put(key, value);
                    }
                }
                String prefix = Integer.toString(random.nextInt(20), 4);
                assertThat(seen(turn, prefix)).isEqualTo(expected(oracle, prefix));
                String probe = Integer.toString(random.nextInt(200), 4);
                assertThat(turn.get(LEFT, probe).orElse(null)).isEqualTo(oracle.get(probe));
                turn.commit();
                assertThat(seen(store, prefix)).isEqualTo(expected(oracle, prefix));
            }
        }

        try (RocksStore reopened = RocksStore.open(folder, TABLES)) {
            assertThat(seen(reopened, "")).isEqualTo(expected(oracle, ""));
            assertThat(reopened.list(RIGHT, new byte[0], 1)).isEmpty();
        }
    }

    @Test
    void closingEndsReadsAndNeverTheProcess() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            RocksStore store = RocksStore.open(folder.resolve("r" + round), TABLES);
            Turn turn = new Turn(store, NOON);
            for (int key = 0; key < 3_000; key++) {
                turn.put(LEFT, "k" + key, "v");
            }
            turn.commit();
            List<Thread> readers = new ArrayList<>();
            AtomicInteger refused = new AtomicInteger();
            CountDownLatch reading = new CountDownLatch(4);
            for (int reader = 0; reader < 4; reader++) {
                boolean scans = reader % 2 == 0;
                readers.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    try {
                                        while (true) {
                                            if (scans) {
                                                store.scan(LEFT, new byte[0], (_, _) -> true);
                                            } else {
                                                assertThat(store.get(LEFT, "k7")).hasValue("v");
                                            }
                                            reading.countDown();
                                        }
                                    } catch (StoreException closed) {
                                        refused.incrementAndGet();
                                    }
                                }));
            }
            reading.await();
            store.close();
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(refused).hasValue(4);
            RocksStore.open(folder.resolve("r" + round), TABLES).close();
        }
    }

    @Test
    void aRowThatCannotBeReadIsNamed() {
        Table<String, Long> numbers = new Table<>("left", Codec.TEXT, Codec.LONG);
        try (RocksStore store = RocksStore.open(folder, TABLES)) {
            Turn turn = new Turn(store, NOON);
            turn.put(LEFT, "a", "no number");
            turn.commit();

            assertThatThrownBy(() -> store.get(numbers, "a"))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "Table left has a row that cannot be read (found 1 bytes behind a"
                                + " record, under the key 61). Restore the folder from a backup.");
            assertThatThrownBy(() -> store.list(numbers, new byte[0], 1))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> new Turn(store, NOON).get(numbers, "a"))
                    .isInstanceOf(StoreException.class);
        }
    }

    private static List<String> seen(Rows rows, String prefix) {
        List<String> seen = new ArrayList<>();
        rows.scan(
                LEFT,
                prefix.getBytes(StandardCharsets.UTF_8),
                (key, value) -> {
                    seen.add(key + "=" + value);
                    return true;
                });
        return seen;
    }

    private static List<String> expected(SortedMap<String, String> oracle, String prefix) {
        List<String> expected = new ArrayList<>();
        oracle.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                expected.add(key + "=" + value);
            }
        });
        return expected;
    }

    @Test
    void aChangeThatThrowsTakesNobodyWithIt() {
        try (RocksStore store = RocksStore.open(folder, TABLES);
                Writer writer = Writer.start(store, _ -> {}, _ -> {}, () -> NOON)) {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int index = 0; index < 200; index++) {
                int number = index;
                answers.add(
                        writer.submit(turn -> {
                            turn.put(LEFT, "k" + number, "written");
                            Tallies.add(turn, "all", 1);
                            if (number % 7 == 3) {
                                throw new IllegalArgumentException("refused " + number);
                            }
                            return "done " + number;
                        }));
            }

            for (int index = 0; index < 200; index++) {
                CompletableFuture<String> answer = answers.get(index);
                if (index % 7 == 3) {
                    assertThatThrownBy(answer::join)
                            .isInstanceOf(CompletionException.class)
                            .hasMessageContaining("refused " + index);
                    assertThat(store.get(LEFT, "k" + index)).isEmpty();
                } else {
                    assertThat(answer.join()).isEqualTo("done " + index);
                    assertThat(store.get(LEFT, "k" + index)).contains("written");
                }
            }
            assertThat(Tallies.get(store, "all")).isEqualTo(171);
        }
    }

    @Test
    void timeNeverRunsBackwardsNotEvenOverARestart() {
        AtomicInteger reads = new AtomicInteger();
        try (RocksStore store = RocksStore.open(folder, TABLES);
                Writer writer =
                        Writer.start(
                                store,
                                _ -> {},
                                _ -> {},
                                () -> NOON.minusSeconds(reads.getAndIncrement()))) {
            List<Instant> nows = new ArrayList<>();
            for (int index = 0; index < 5; index++) {
                nows.add(writer.apply(StoreTest::touch));
            }

            assertThat(nows).containsOnly(NOON);
        }

        try (RocksStore store = RocksStore.open(folder, TABLES);
                Writer writer = Writer.start(store, _ -> {}, _ -> {}, () -> NOON.minusSeconds(9))) {
            assertThat(writer.<Instant>apply(StoreTest::touch)).isEqualTo(NOON);
        }
    }

    private static Instant touch(Turn turn) {
        turn.put(LEFT, "touched", turn.now().toString());
        return turn.now();
    }

    @Test
    void aFailedSyncOfTheVaultWritesNothingAndTellsEveryAsker() {
        AtomicInteger failures = new AtomicInteger(1);
        try (RocksStore store = RocksStore.open(folder, TABLES);
                Writer writer =
                        Writer.start(
                                store,
                                _ -> {},
                                _ -> {
                                    if (failures.getAndDecrement() > 0) {
                                        throw new StoreException("the disk is full");
                                    }
                                },
                                () -> NOON)) {
            assertThatThrownBy(() -> writer.apply(StoreTest::touch)).hasMessage("the disk is full");
            assertThat(store.get(LEFT, "touched")).isEmpty();

            assertThat(writer.<Instant>apply(StoreTest::touch)).isEqualTo(NOON);
        }
    }

    @Test
    void aChangeThatBreaksTheCompletionOfItsTurnFailsAlone() {
        CompletableFuture<Boolean> gathered = new CompletableFuture<>();
        try (RocksStore store = RocksStore.open(folder, TABLES);
                Writer writer =
                        Writer.start(
                                store,
                                turn -> {
                                    if (turn.get(LEFT, "poison").isPresent()) {
                                        throw new IllegalArgumentException("poisoned");
                                    }
                                },
                                _ -> {},
                                () -> NOON)) {
            CompletableFuture<Boolean> first =
                    writer.submit(_ -> {
                        gathered.join();
                        return true;
                    });
            CompletableFuture<String> sound = writer.submit(turn -> put(turn, "sound"));
            CompletableFuture<String> poison = writer.submit(turn -> put(turn, "poison"));
            CompletableFuture<String> later = writer.submit(turn -> put(turn, "later"));
            gathered.complete(true);

            assertThat(first.join()).isTrue();
            assertThat(sound.join()).isEqualTo("sound");
            assertThatThrownBy(poison::join).hasMessageContaining("poisoned");
            assertThat(later.join()).isEqualTo("later");
            assertThat(store.get(LEFT, "poison")).isEmpty();
            assertThat(store.get(LEFT, "later")).contains("later");
        }
    }

    private static String put(Turn turn, String key) {
        turn.put(LEFT, key, key);
        return key;
    }

    @Test
    void anErrorInATurnIsToldAndTheNextTurnIsCommitted() {
        AtomicInteger errors = new AtomicInteger(1);
        try (RocksStore store = RocksStore.open(folder, TABLES);
                Writer writer =
                        Writer.start(
                                store,
                                _ -> {
                                    if (errors.getAndDecrement() > 0) {
                                        throw new AssertionError("broken");
                                    }
                                },
                                _ -> {},
                                () -> NOON)) {
            assertThatThrownBy(() -> writer.submit(StoreTest::touch).join())
                    .hasMessageContaining("broken");
            assertThat(writer.<Instant>apply(StoreTest::touch)).isEqualTo(NOON);
        }
    }

    @Test
    void whatIsOfferedIsRefusedAtOnceWhereThereIsNoRoomAndTakenWhenThereIsAgain() {
        CompletableFuture<Boolean> slow = new CompletableFuture<>();
        try (RocksStore store = RocksStore.open(folder, TABLES);
                Writer writer = Writer.start(store, _ -> {}, _ -> {}, () -> NOON)) {
            int half = Writer.OFFERED_BYTES_MAX / 2;
            CompletableFuture<Boolean> first =
                    writer.<Boolean>offer(half, _ -> slow.join()).orElseThrow();
            CompletableFuture<Instant> second = writer.offer(half, StoreTest::touch).orElseThrow();

            assertThat(writer.offer(1, StoreTest::touch)).isEmpty();

            CompletableFuture<Instant> submitted = writer.submit(StoreTest::touch);
            slow.complete(true);
            assertThat(first.join()).isTrue();
            assertThat(second.join()).isEqualTo(NOON);
            assertThat(submitted.join()).isEqualTo(NOON);
            Instant _ = writer.apply(StoreTest::touch);
            assertThat(writer.offer(half, StoreTest::touch).orElseThrow().join()).isEqualTo(NOON);
        }
    }

    @Test
    void aClosedWriterTakesNothing() {
        try (RocksStore store = RocksStore.open(folder, TABLES)) {
            Writer writer = Writer.start(store, _ -> {}, _ -> {}, () -> NOON);
            writer.close();

            assertThat(writer.offer(1, StoreTest::touch)).isEmpty();
            assertThatThrownBy(() -> writer.submit(StoreTest::touch))
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void aFolderInUseIsRefusedInOneSentence() {
        try (RocksStore _ = RocksStore.open(folder, TABLES)) {
            assertThatThrownBy(() -> RocksStore.open(folder, TABLES))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in use by another Epistle");
        }
    }

    /// Once one flipped byte cut the log off in silence, and mails that were sent became open
    /// again.
    @Test
    void aDamagedLogIsRefusedAndNotCutOff() throws IOException {
        try (RocksStore store = RocksStore.open(folder, TABLES)) {
            for (int round = 0; round < 200; round++) {
                Turn turn = new Turn(store, NOON);
                turn.put(LEFT, "key " + round, "value ".repeat(100));
                turn.commit();
            }
        }
        Path log;
        try (Stream<Path> files = Files.list(folder)) {
            log = files.filter(file -> file.toString().endsWith(".log")).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(log);
        bytes[bytes.length / 2] ^= 1;
        Files.write(log, bytes);

        assertThatThrownBy(() -> RocksStore.open(folder, TABLES))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Restore it from a backup");
    }

    @Test
    void aFileInThePlaceOfTheFolderIsRefusedInOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        assertThatThrownBy(() -> RocksStore.open(file, TABLES))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("name another with --data");
    }

    @Test
    void aFolderOfANewerProgramIsRefused() {
        Table<String, Long> meta = new Table<>("default", Codec.TEXT, Codec.LONG);
        try (RocksStore store = RocksStore.open(folder, TABLES)) {
            Turn turn = new Turn(store, NOON);
            turn.put(meta, "format", RocksStore.FORMAT + 1L);
            turn.commit();
        }

        assertThatThrownBy(() -> RocksStore.open(folder, TABLES))
                .hasMessageContaining("written by a newer Epistle");
    }

    @Test
    void aTallyIsNeverCountedBelowZero() {
        try (RocksStore store = RocksStore.open(folder, TABLES)) {
            Turn turn = new Turn(store, NOON);
            Tallies.add(turn, "a", 2);

            assertThatThrownBy(() -> Tallies.add(turn, "a", -3)).hasMessageContaining("at -1");
        }
    }

    @Test
    void aTurnThatWritesNothingLeavesTheLastOneAsTheOnly() {
        try (RocksStore store = RocksStore.open(folder, TABLES);
                Writer writer = Writer.start(store, _ -> {}, _ -> {}, () -> NOON)) {
            for (int round = 0; round < 3; round++) {
                boolean _ =
                        writer.apply(turn -> {
                            turn.put(LEFT, "a", "b");
                            return true;
                        });
                boolean _ = writer.apply(_ -> true);
            }

            assertThat(store.list(Writer.TURNS, new byte[0], 10))
                    .containsExactly(new Rows.Row<>(3L, NOON));
        }
    }
}
