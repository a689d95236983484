package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.event.Admission;
import io.epistle.event.Admission.Reason;
import io.epistle.store.RocksStore;
import io.epistle.store.Rows.Row;
import io.epistle.store.Table;
import io.epistle.store.Tallies;
import io.epistle.store.Writer;
import io.epistle.vault.Vault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// The quarantine within its bounds, against lists that a test keeps by hand.
class QuarantineRetentionTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final QuarantineBounds BOUNDS = new QuarantineBounds(3, 32, 6_000);
    private static final List<Table<?, ?>> TABLES =
            List.of(
                    Writer.TURNS,
                    Tallies.TALLIES,
                    QuarantineTables.QUARANTINE,
                    QuarantineTables.BY_RULE,
                    QuarantineTables.BY_AGE,
                    QuarantineTables.DAY_KEYS);

    /// What the test believes to lie there.
    private record Kept(String id, LocalDate day, String rule, long bytes) {}

    @TempDir Path folder;
    private final AtomicReference<Instant> clock = new AtomicReference<>(START);
    private Vault vault;
    private RocksStore store;
    private Writer writer;
    private QuarantineStore quarantine;

    @BeforeEach
    void open() {
        vault = Vault.open(folder.resolve("keys"));
        store = RocksStore.open(folder.resolve("store"), TABLES);
        writer = Writer.start(store, _ -> {}, _ -> vault.sync(), clock::get);
        quarantine = new QuarantineStore(vault, BOUNDS);
    }

    @AfterEach
    void close() {
        writer.close();
        store.close();
        vault.close();
    }

    private Admission keep(String source, String id, String rule, String text) {
        QuarantinedRow row =
                new QuarantinedRow(source, id, "", 1, text, new Reason(rule, "p", "f", "e"));
        return writer.apply(turn -> quarantine.keep(turn, row));
    }

    private void passes(Duration time) {
        clock.set(clock.get().plus(time));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.get(), ZoneOffset.UTC);
    }

    private long newestBytes(String source) {
        return store.list(QuarantineTables.BY_AGE, new byte[0], Integer.MAX_VALUE).stream()
                .filter(row -> row.key().source().equals(source))
                .max(Comparator.comparingLong(row -> row.key().keptMillis()))
                .orElseThrow()
                .value()
                .bytes();
    }

    /// What the bounds say, the slow way: where there is too much, the oldest go until a sixteenth
    /// is free.
    private static void bound(List<Kept> kept) {
        long bytes = kept.stream().mapToLong(Kept::bytes).sum();
        if (kept.size() > 32 || bytes > 6_000) {
            while (kept.size() > 30 || bytes > 5_625) {
                bytes -= kept.removeFirst().bytes();
            }
        }
    }

    private void assertSame(SortedMap<String, List<Kept>> expected) {
        SortedMap<String, Long> byRule = new TreeMap<>();
        List<String> ids = new ArrayList<>();
        expected.forEach((source, kept) ->
                kept.forEach(one -> {
                    ids.add(source + " " + one.id());
                    byRule.merge(one.rule(), 1L, Long::sum);
                }));
        assertThat(quarantine.list(store, Integer.MAX_VALUE))
                .extracting(row -> row.source() + " " + row.rowId())
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(QuarantineStore.counts(store)).isEqualTo(byRule);
        assertThat(quarantine.check(store)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatLiesThereIsWhatTheBoundsLeave(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SortedMap<String, List<Kept>> expected = new TreeMap<>();
        long expired = 0;
        for (int step = 0; step < 400; step++) {
            passes(
                    random.nextInt(25) == 0
                            ? Duration.ofHours(random.nextInt(1, 60))
                            : Duration.ofMillis(random.nextInt(1, 500_000)));
            String source = random.nextInt(5) == 0 ? "app" : "web";
            String rule = "rule" + random.nextInt(3);
            String text = "x".repeat(random.nextInt(random.nextInt(6) == 0 ? 900 : 100));
            Admission admission = keep(source, "row" + step, rule, text);
            assertThat(admission).isInstanceOf(Admission.Quarantined.class);
            List<Kept> kept = expected.computeIfAbsent(source, _ -> new ArrayList<>());
            kept.add(new Kept("row" + step, today(), rule, newestBytes(source)));
            bound(kept);
            if (random.nextInt(20) == 0) {
                expired += quarantine.retention().shorten(writer);
                LocalDate first = today().minusDays(3);
                expected.values().forEach(one -> one.removeIf(row -> row.day().isBefore(first)));
            }
            if (step % 20 == 0) {
                assertSame(expected);
            }
        }

        assertSame(expected);
        assertThat(expired).isPositive();
    }

    @Test
    void aRowIsThereOnTheLastOfItsDaysAndItsKeyIsDestroyedBehind() {
        keep("web", "a", "rule", "text");
        long slot = store.list(QuarantineTables.DAY_KEYS, new byte[0], 1).getFirst().value();
        clock.set(Instant.parse("2026-01-08T23:59:59Z"));
        assertThat(quarantine.retention().shorten(writer)).isZero();
        assertThat(quarantine.list(store, 10)).hasSize(1);
        clock.set(Instant.parse("2026-01-09T00:00:00Z"));
        keep("web", "b", "rule", "text");

        assertThat(quarantine.retention().shorten(writer)).isEqualTo(1);

        assertThat(vault.holds(slot)).isFalse();
        assertThat(store.list(QuarantineTables.DAY_KEYS, new byte[0], 9))
                .extracting(Row::key)
                .containsExactly("2026-01-09");
        assertThat(quarantine.list(store, 10))
                .extracting(QuarantinedRow::rowId)
                .containsExactly("b");
        assertThat(quarantine.check(store)).isEmpty();
        assertThat(quarantine.retention().shorten(writer)).isZero();
    }

    @Test
    void anExpiryThatWasInterruptedBetweenItsStepsIsFinished() {
        keep("web", "a", "rule", "text");
        long slot = store.list(QuarantineTables.DAY_KEYS, new byte[0], 1).getFirst().value();
        passes(Duration.ofDays(9));
        vault.destroy(slot);
        assertThat(quarantine.list(store, 10)).isEmpty();
        assertThat(quarantine.check(store)).isEmpty();

        assertThat(quarantine.retention().shorten(writer)).isEqualTo(1);

        assertThat(store.list(QuarantineTables.DAY_KEYS, new byte[0], 9)).isEmpty();
        assertThat(QuarantineStore.counts(store)).isEmpty();
        assertThat(quarantine.check(store)).isEmpty();
    }

    @Test
    void moreThanATurnTakesIsDroppedInSeveral() {
        quarantine = new QuarantineStore(vault, new QuarantineBounds(3, 100_000, 1 << 30));
        boolean _ =
                writer.apply(turn -> {
                    for (int row = 0; row < 12_001; row++) {
                        QuarantinedRow one =
                                new QuarantinedRow(
                                        "web",
                                        "r" + row,
                                        "",
                                        row,
                                        "",
                                        new Reason("rule", "p", "f", "e"));
                        quarantine.keep(turn, one);
                    }
                    return true;
                });
        passes(Duration.ofDays(9));

        assertThat(quarantine.retention().shorten(writer)).isEqualTo(12_001);

        assertThat(quarantine.check(store)).isEmpty();
        assertThat(QuarantineStore.counts(store)).isEmpty();
    }

    @Test
    void checkFindsWhatDoesNotAgree() {
        keep("web", "a", "rule", "text");
        boolean _ =
                writer.apply(turn -> {
                    Tallies.add(turn, QuarantineRetention.bytes("web"), 1);
                    return true;
                });
        assertThat(quarantine.check(store))
                .singleElement()
                .asString()
                .contains("bytes of the source web");
        boolean _ =
                writer.apply(turn -> {
                    turn.delete(
                            QuarantineTables.BY_AGE,
                            store.list(QuarantineTables.BY_AGE, new byte[0], 1).getFirst().key());
                    return true;
                });
        assertThat(quarantine.check(store))
                .anySatisfy(finding -> assertThat(finding).contains("not listed by age"));
    }

    @Test
    void boundsThatKeepNothingAreRefused() {
        assertThatThrownBy(() -> new QuarantineBounds(0, 1, 16))
                .hasMessageContaining("found 0 days, 1 rows and 16 bytes");
    }
}
