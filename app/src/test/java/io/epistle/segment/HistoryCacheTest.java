package io.epistle.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.event.Event;
import io.epistle.event.EventBuilder;
import io.epistle.event.Fact;
import io.epistle.event.StemId;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.identity.PersonRecord;
import io.epistle.identity.PersonRecord.Link;
import io.epistle.rule.RuleWorld;
import io.epistle.rule.Rules;
import io.epistle.rule.runs.History;
import io.epistle.store.RocksStore;
import io.epistle.store.StoreException;
import io.epistle.store.TimelineStore;
import io.epistle.store.Writer;
import io.epistle.vault.Vault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/// Histories in memory are those on disk, whatever happened, and take no more room than they may.
class HistoryCacheTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int ROOM = 64 << 10;

    @TempDir Path folder;
    private final AtomicBoolean full = new AtomicBoolean();
    private Vault vault;
    private RocksStore store;
    private TimelineStore timelines;
    private HistoryCache cache;
    private Writer writer;
    private SegmentIndex index;
    private int told;

    @BeforeEach
    void open() {
        vault = Vault.open(folder.resolve("keys"));
        store =
                RocksStore.open(
                        folder.resolve("store"),
                        List.of(Writer.TURNS, TimelineStore.TIMELINES, TimelineStore.COUNTERS));
        timelines = new TimelineStore(vault);
        cache = new HistoryCache(timelines, ROOM);
        index = index("did \"Order Completed\" where total > 10");
        writer = Writer.start(store, timelines::write, _ -> sync(), () -> NOON);
    }

    private static SegmentIndex index(String rule) {
        return new SegmentIndex(
                List.of(
                        IndexedShop.segment(
                                "s",
                                rule,
                                Rules.ready(rule, RuleWorld.of(ZoneOffset.UTC)).orThrow())));
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

    private Link stem(int number) {
        return new Link(new StemId(number, number), number, vault.newKey());
    }

    private static PersonRecord person(Link... stems) {
        return new PersonRecord(List.of(stems), List.of());
    }

    private Fact order(Link stem, long total) {
        Event event =
                EventBuilder.track("Order Completed", NOON.minusSeconds(++told))
                        .messageId("m" + told)
                        .properties(Struct.of("total", Value.of(total)))
                        .build();
        return writer.apply(turn -> timelines.append(turn, stem.stem(), stem.keySlot(), event, 0));
    }

    private List<Long> read(PersonRecord record) {
        return sequences(cache.read(store, record, index, NOON));
    }

    private static List<Long> sequences(History history) {
        return history.person().timeline().facts().stream().map(Fact::sequence).sorted().toList();
    }

    @Test
    void whatIsCommittedIsAddedToWhatIsKept() {
        Link stem = stem(1);
        order(stem, 20);
        assertThat(read(person(stem))).containsExactly(1L);

        order(stem, 30);
        order(stem, 5);

        assertThat(read(person(stem))).containsExactly(1L, 2L);
    }

    @Test
    void aTurnThatTheDiskRefusedLeavesNoTrace() {
        Link stem = stem(1);
        order(stem, 20);
        assertThat(read(person(stem))).containsExactly(1L);

        full.set(true);
        assertThatThrownBy(() -> order(stem, 30)).isInstanceOf(StoreException.class);
        full.set(false);

        assertThat(read(person(stem))).containsExactly(1L);
    }

    @Test
    void nobodyWhoseKeyIsDestroyedIsRemembered() {
        Link stem = stem(1);
        Link other = stem(2);
        order(stem, 20);
        order(other, 20);
        assertThat(read(person(stem, other))).containsExactly(1L, 2L);

        vault.destroy(other.keySlot());
        assertThat(read(person(stem, other))).containsExactly(1L);

        vault.destroy(stem.keySlot());
        assertThat(read(person(stem, other))).isEmpty();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void whoeverIsErasedIsForgottenWithoutBeingAskedFor() {
        Link stem = stem(1);
        Link other = stem(2);
        order(stem, 20);
        order(other, 20);
        assertThat(read(person(stem))).hasSize(1);
        long kept = cache.bytes();
        assertThat(read(person(other))).hasSize(1);

        vault.destroy(other.keySlot());
        cache.purge();

        assertThat(cache.bytes()).isEqualTo(kept);
    }

    @Test
    void aHistoryThatIsTooLargeIsNotReadAgainForAMinute() {
        Link stem = stem(1);
        PersonRecord large = person(stem);
        for (int number = 0; number < ROOM / 4 / 160; number++) {
            order(stem, 20);
        }
        assertThat(cache.restsUntil(large, NOON)).isEmpty();

        assertThat(read(large)).hasSize(ROOM / 4 / 160);

        assertThat(cache.bytes()).isZero();
        assertThat(cache.restsUntil(large, NOON)).contains(NOON.plus(HistoryCache.PAUSE));
        assertThat(cache.restsUntil(large, NOON.plus(HistoryCache.PAUSE))).isEmpty();
        assertThat(cache.restsUntil(person(stem(2)), NOON)).isEmpty();
    }

    @Test
    void mergingAndUnmergingAreSeen() {
        Link stem = stem(1);
        Link other = stem(2);
        order(stem, 20);
        order(other, 20);
        assertThat(read(person(stem))).containsExactly(1L);
        assertThat(read(person(other))).containsExactly(2L);

        assertThat(read(person(stem, other))).containsExactly(1L, 2L);
        order(other, 30);
        assertThat(read(person(stem, other))).containsExactly(1L, 2L, 3L);

        assertThat(read(person(other))).containsExactly(2L, 3L);
        assertThat(read(person(stem))).containsExactly(1L);
    }

    @Test
    void otherRulesAreGivenWhatTheyLookAt() {
        Link stem = stem(1);
        order(stem, 5);
        assertThat(read(person(stem))).isEmpty();

        index = index("did \"Order Completed\"");

        assertThat(read(person(stem))).containsExactly(1L);
    }

    @Test
    void theRoomIsKeptTo() {
        Random random = new Random(1);
        List<Link> stems = IntStream.range(0, 200).mapToObj(this::stem).toList();
        List<Long> counts = new ArrayList<>(Collections.nCopies(200, 0L));
        long fullest = 0;
        for (int step = 0; step < 3_000; step++) {
            int number = random.nextInt(random.nextInt(1, stems.size() + 1));
            order(stems.get(number), 20);
            counts.set(number, counts.get(number) + 1);

            int asked = random.nextInt(stems.size());
            assertThat((long) read(person(stems.get(asked))).size()).isEqualTo(counts.get(asked));
            assertThat(cache.bytes()).isLessThanOrEqualTo(ROOM);
            fullest = Math.max(fullest, cache.bytes());
        }
        assertThat(fullest).isGreaterThan(ROOM / 2);
    }
}
