package io.epistle.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.StemId;
import io.epistle.identity.PersonId;
import io.epistle.privacy.AddressHash;
import io.epistle.store.RocksStore;
import io.epistle.store.Rows;
import io.epistle.store.Tallies;
import io.epistle.store.Turn;
import io.epistle.store.Writer;
import io.epistle.vault.Vault;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/// What the lanes say waits first, in a turn and behind it, against a walk over the whole ledger,
/// while rows are planned, claimed, put off and cancelled at random.
final class OutboxTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final List<String> CAMPAIGNS = List.of("a", "ab", "b", "spring");
    private static final long FENCE = 1;

    @TempDir Path folder;

    private final AtomicReference<Instant> clock = new AtomicReference<>(START);
    private Ledger ledger;
    private Vault vault;
    private int planned;

    @BeforeEach
    void openVault() {
        vault = Vault.open(folder.resolve("keys"));
        ledger = new Ledger(vault);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theFirstOfEachLaneIsTheEarliestThatWaits(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (RocksStore store = open();
                Writer writer = Writer.start(store, _ -> {}, _ -> {}, clock::get)) {
            for (int step = 0; step < 400; step++) {
                clock.set(clock.get().plusMillis(random.nextLong(2_000)));
                boolean _ =
                        writer.apply(turn -> {
                            for (int change = 0; change < 3; change++) {
                                change(turn, random);
                            }
                            assertAgree(turn);
                            return true;
                        });
                assertAgree(store);
            }
        }
    }

    private RocksStore open() {
        return RocksStore.open(
                folder.resolve("store"),
                List.of(
                        Writer.TURNS,
                        Tallies.TALLIES,
                        Ledger.ENTRIES,
                        Ledger.SENDS,
                        Outbox.LANES,
                        Outbox.STARTS,
                        LedgerIndex.UNDER_WAY,
                        CampaignRun.RUNS,
                        Cancellation.CANCELLATIONS));
    }

    private void change(Turn turn, SplittableRandom random) {
        String campaign = CAMPAIGNS.get(random.nextInt(CAMPAIGNS.size()));
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                AddressHash address = AddressHash.of(vault, planned++ + "@example.com");
                boolean _ =
                        ledger.plan(
                                turn,
                                new LedgerEntry.Key(campaign, address),
                                new PersonId(new StemId(0, planned)),
                                "A");
            }
            case 3, 4 -> {
                List<Outbox.Due> due =
                        Outbox.waiting(
                                turn,
                                campaign,
                                Optional.of(turn.now()),
                                1 + random.nextInt(4),
                                _ -> random.nextInt(3) > 0);
                due.forEach(one -> ledger.claim(turn, one.key(), FENCE));
                Outbox.advance(turn, campaign);
            }
            case 5 ->
                    oneUnderWay(turn, random)
                            .ifPresent(key ->
                                    ledger.postpone(
                                            turn,
                                            key,
                                            FENCE,
                                            "quiet hours",
                                            turn.now()
                                                    .plus(
                                                            Duration.ofMillis(
                                                                    random.nextLong(9_000)))));
            case 6 -> oneUnderWay(turn, random).ifPresent(key -> ledger.unclaim(turn, key, FENCE));
            default -> {
                if (random.nextInt(12) == 0) {
                    Cancellation.place(turn, campaign, turn.now());
                    int _ = Cancellation.sweep(turn, campaign, 1 + random.nextInt(20));
                }
            }
        }
    }

    private static Optional<LedgerEntry.Key> oneUnderWay(Turn turn, SplittableRandom random) {
        List<Rows.Row<LedgerEntry.Key, Boolean>> rows =
                turn.list(LedgerIndex.UNDER_WAY, new byte[0], 1 + random.nextInt(5));
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast().key());
    }

    private static void assertAgree(Rows rows) {
        List<Outbox.Due> waiting = new ArrayList<>();
        rows.scan(
                Ledger.ENTRIES,
                new byte[0],
                (key, entry) -> {
                    if (entry.state().isWaiting()) {
                        waiting.add(new Outbox.Due(entry.dueAt(), key));
                    }
                    return true;
                });
        for (String campaign : CAMPAIGNS) {
            Optional<Instant> first =
                    waiting.stream()
                            .filter(due -> due.key().campaign().equals(campaign))
                            .map(Outbox.Due::at)
                            .min(Comparator.naturalOrder());
            assertThat(Outbox.head(rows, campaign).map(Outbox.Due::at)).isEqualTo(first);
        }
        assertThat(Outbox.heads(rows))
                .hasSize(
                        (int) waiting.stream().map(due -> due.key().campaign()).distinct().count());
        assertThat(
                        CAMPAIGNS.stream()
                                .mapToLong(campaign ->
                                        Outbox.waiting(
                                                        rows,
                                                        campaign,
                                                        Optional.empty(),
                                                        Integer.MAX_VALUE,
                                                        _ -> true)
                                                .size())
                                .sum())
                .isEqualTo(waiting.size());
        assertThat(LedgerCheck.findings(rows)).isEmpty();
    }
}
