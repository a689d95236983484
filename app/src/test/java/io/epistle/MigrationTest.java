package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.collect.QuarantineTables;
import io.epistle.collect.QuarantinedRow;
import io.epistle.event.Admission.Reason;
import io.epistle.event.EventBuilder;
import io.epistle.event.Identifier;
import io.epistle.segment.SegmentDays;
import io.epistle.send.MailboxBounds;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Tallies;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Folders that older programs left are made whole when they are opened, once.
class MigrationTest {
    private static final Map<String, String> SEGMENTS =
            Map.of(
                    "ever.yaml",
                    """
                    kind: segment
                    id: ever
                    name: Whoever bought
                    rule: did "Order Completed"
                    """,
                    "lately.yaml",
                    """
                    kind: segment
                    id: lately
                    name: Who bought lately
                    rule: did "Order Completed" within 3 days
                    """);

    @TempDir Path folder;

    private static void quarantine(Shop shop, int number) {
        QuarantinedRow row =
                new QuarantinedRow(
                        "web",
                        "row" + number,
                        "",
                        number,
                        "{}",
                        new Reason("no_identity", "userId", "nobody", "somebody"));
        var _ = shop.engine.writer.apply(turn -> shop.engine.quarantine.keep(turn, row));
    }

    /// A shop in which people came and went over some days.
    private Shop used() {
        Shop shop = new Shop(folder);
        shop.define(SEGMENTS);
        for (int day = 0; day < 6; day++) {
            shop.customer("c" + day);
            quarantine(shop, day);
            shop.turnClockTo(shop.now().plus(Duration.ofDays(1)));
            long _ = shop.engine.sweep.due(shop.now());
        }
        return shop;
    }

    private static <K, V> void clear(Turn turn, Table<K, V> table) {
        for (Rows.Row<K, V> row : turn.list(table, new byte[0], Integer.MAX_VALUE)) {
            turn.delete(table, row.key());
        }
    }

    /// Takes away what older programs did not keep.
    private static void age(Shop shop) {
        long _ =
                shop.engine.writer.apply(turn -> {
                    for (String tallies : List.of("segment-day/", "quarantine_of/")) {
                        Tallies.under(turn, tallies)
                                .forEach(
                                        (name, count) -> Tallies.add(turn, tallies + name, -count));
                    }
                    Table<?, ?> ages = QuarantineTables.BY_AGE;
                    clear(turn, ages);
                    turn.delete(TimelineStore.COUNTERS, "migrated");
                    return 0L;
                });
    }

    private static List<String> findings(Shop shop) {
        return new Check(shop.engine).run().findings();
    }

    @Test
    void aFolderWithoutDaysAndAgesAgreesAgainOnceItIsOpened() {
        try (Shop shop = used()) {
            List<SegmentDays.Day> days = SegmentDays.days(shop.engine.store, "lately");
            assertThat(days).hasSizeGreaterThan(4);
            assertThat(findings(shop)).isEmpty();
            age(shop);
            assertThat(findings(shop)).hasSizeGreaterThan(1);

            shop.restart();

            assertThat(findings(shop)).isEmpty();
            assertThat(SegmentDays.days(shop.engine.store, "lately")).isEqualTo(days);
            assertThat(shop.engine.quarantine.list(shop.engine.store, 100)).hasSize(6);
            shop.turnClockTo(shop.now().plus(Duration.ofDays(91)));
            shop.engine
                    .retentions(MailboxBounds.STANDARD)
                    .forEach(one -> one.shorten(shop.engine.writer));
            assertThat(shop.engine.quarantine.list(shop.engine.store, 100)).isEmpty();
            assertThat(findings(shop)).isEmpty();
        }
    }

    @Test
    void whoeverIsNoLongerCountedIsDroppedOnTheDayOfTheMigration() {
        try (Shop shop = used()) {
            shop.tell(
                    EventBuilder.track("Order Completed", shop.now())
                            .identifier(Identifier.EMAIL, "ann@example.com")
                            .messageId("of ann")
                            .build());
            shop.order("ann", shop.now());
            shop.moves("ann", "ann@example.com");
            assertThat(findings(shop)).isEmpty();
            age(shop);

            shop.restart();

            assertThat(findings(shop)).isEmpty();
        }
    }

    @Test
    void whatIsBehindAStoreIsNotDoneAgain() {
        try (Shop shop = used()) {
            shop.restart();
            long done = shop.engine.store.get(TimelineStore.COUNTERS, "migrated").orElseThrow();
            List<SegmentDays.Day> days = SegmentDays.days(shop.engine.store, "lately");

            shop.restart();

            assertThat(done).isPositive();
            assertThat(shop.engine.store.get(TimelineStore.COUNTERS, "migrated")).contains(done);
            assertThat(SegmentDays.days(shop.engine.store, "lately")).isEqualTo(days);
            assertThat(findings(shop)).isEmpty();
        }
    }
}
