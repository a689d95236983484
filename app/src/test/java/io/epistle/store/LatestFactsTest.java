package io.epistle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.event.EventBuilder;
import io.epistle.event.Fact;
import io.epistle.event.StemId;
import io.epistle.store.LatestFacts.Latest;
import io.epistle.vault.Vault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// The newest facts, over a real writer: always the newest, in order and bounded, and none that the
/// disk refused.
class LatestFactsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int STEMS = 40;
    private static final int READERS = 2;

    @TempDir Path folder;
    private final AtomicBoolean full = new AtomicBoolean();
    private final AtomicLong clock = new AtomicLong();
    private final List<Long> keySlots = new ArrayList<>();
    private Vault vault;
    private RocksStore store;
    private TimelineStore timelines;
    private Writer writer;

    @BeforeEach
    void open() {
        vault = Vault.open(folder.resolve("keys"));
        store =
                RocksStore.open(
                        folder.resolve("store"),
                        List.of(Writer.TURNS, TimelineStore.TIMELINES, TimelineStore.COUNTERS));
        timelines = new TimelineStore(vault);
        writer =
                Writer.start(
                        store,
                        timelines::write,
                        _ -> sync(),
                        () -> NOON.plusMillis(clock.getAndIncrement()));
        for (int stem = 0; stem < STEMS; stem++) {
            keySlots.add(vault.newKey());
        }
    }

    private void sync() {
        vault.sync();
        if (full.get()) {
            throw new StoreException("the disk is full");
        }
    }

    @AfterEach
    void close() {
        writer.close();
        store.close();
        vault.close();
    }

    /// Appends facts of random people in one turn, and returns them as they should be handed out.
    private List<Latest> turn(Random random, int size) {
        return writer.apply(turn -> {
            List<Latest> appended = new ArrayList<>();
            long first = timelines.nextSequence(turn);
            for (int index = 0; index < size; index++) {
                int number = random.nextInt(STEMS);
                StemId stem = new StemId(number, number);
                Fact fact =
                        timelines.append(
                                turn,
                                stem,
                                keySlots.get(number),
                                EventBuilder.track("Seen", turn.now())
                                        .messageId("m" + (first + index))
                                        .build(),
                                0);
                appended.add(new Latest(stem, fact, first, turn.now()));
            }
            return appended;
        });
    }

    private static int size(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> LatestFacts.KEPT - 1 + random.nextInt(3);
            case 2 -> 3 * LatestFacts.KEPT + random.nextInt(100);
            default -> 1 + random.nextInt(30);
        };
    }

    /// What anybody sees at any moment: one run of the log without a hole, newest first, that never
    /// goes back.
    private static long readOnce(LatestFacts latest, long before) {
        List<Latest> seen = latest.newestFirst();
        assertThat(seen.size()).isLessThanOrEqualTo(LatestFacts.KEPT);
        for (int index = 0; index < seen.size(); index++) {
            assertThat(seen.get(index).fact().sequence())
                    .isEqualTo(seen.getFirst().fact().sequence() - index);
        }
        long newest = seen.isEmpty() ? 0 : seen.getFirst().fact().sequence();
        assertThat(newest).isGreaterThanOrEqualTo(before);
        assertThat(latest.newest()).isGreaterThanOrEqualTo(newest);
        assertThat((long) seen.size()).isEqualTo(Math.min(newest, LatestFacts.KEPT));
        return newest;
    }

    @Test
    void whoeverReadsSeesTheNewestInOrderWhileOthersAppend()
            throws ExecutionException, InterruptedException {
        Random random = new Random(11);
        LatestFacts latest = timelines.latest();
        List<Latest> oracle = new ArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        List<Future<Long>> readers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
            for (int reader = 0; reader < READERS; reader++) {
                readers.add(
                        threads.submit(() -> {
                            long newest = 0;
                            while (!done.get()) {
                                newest = readOnce(latest, newest);
                            }
                            return readOnce(latest, newest);
                        }));
            }
            try {
                for (int round = 0; round < 300; round++) {
                    oracle.addAll(turn(random, size(random)));

                    List<Latest> expected =
                            oracle.subList(
                                    Math.max(0, oracle.size() - LatestFacts.KEPT), oracle.size());
                    assertThat(latest.newestFirst()).isEqualTo(expected.reversed());
                    assertThat(latest.newest()).isEqualTo(oracle.size());
                }
            } finally {
                done.set(true);
            }
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isEqualTo((long) oracle.size());
            }
        }
    }

    @Test
    void whatTheDiskRefusesIsNotAmongThem() {
        Random random = new Random(12);
        List<Latest> before = turn(random, 3);

        full.set(true);
        assertThatThrownBy(() -> turn(random, 5)).hasMessage("the disk is full");
        assertThat(timelines.latest().newestFirst()).isEqualTo(before.reversed());

        full.set(false);
        List<Latest> after = turn(random, 1);
        assertThat(timelines.latest().newestFirst().getFirst()).isEqualTo(after.getFirst());
        assertThat(after.getFirst().fact().sequence()).isEqualTo(4);
    }
}
