package io.epistle.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.send.Hold;
import io.epistle.store.RocksStore;
import io.epistle.store.Writer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

final class AlertStoreTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    @TempDir Path folder;

    private final AtomicReference<Instant> clock = new AtomicReference<>(START);

    private static Alert closed(long number) {
        return new Alert(
                number,
                Finding.of(AlertKind.HELD, 1),
                0,
                START,
                Optional.of(START.plusSeconds(number)));
    }

    private static void keep(AlertStore store, List<Alert> alerts) {
        Instant _ = store.keep(alerts, Optional.empty()).orElseThrow().join();
    }

    @Test
    void whatIsOverIsKeptForAWhileAndWhatIsOpenForGood() {
        try (RocksStore rocks =
                        RocksStore.open(
                                folder,
                                List.of(
                                        Writer.TURNS,
                                        Hold.HOLDS,
                                        AlertStore.ALERTS,
                                        AlertStore.SAMPLES));
                Writer writer = Writer.start(rocks, _ -> {}, _ -> {}, clock::get)) {
            AlertStore store = new AlertStore(rocks, writer);
            Alert open = new Alert(1, Finding.of(AlertKind.DISK, 1), 2, START, Optional.empty());
            List<Alert> many = new ArrayList<>(List.of(open));
            for (long number = 2; number <= AlertStore.CLOSED_MAX + 51; number++) {
                many.add(closed(number));
            }

            keep(store, many);

            assertThat(store.closed())
                    .hasSize(AlertStore.CLOSED_MAX)
                    .first()
                    .isEqualTo(closed(AlertStore.CLOSED_MAX + 51));
            clock.set(START.plusSeconds(100).plus(AlertStore.KEPT));
            keep(store, List.of());
            assertThat(store.closed()).last().isEqualTo(closed(100));
            clock.set(START.plus(Duration.ofDays(900)));
            keep(store, List.of());
            assertThat(store.closed()).isEmpty();
            assertThat(new AlertStore(rocks, writer).open()).containsExactly(open);
            assertThat(new AlertStore(rocks, writer).book().open()).containsExactly(open);
        }
    }
}
