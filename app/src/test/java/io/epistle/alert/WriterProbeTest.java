package io.epistle.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.store.RocksStore;
import io.epistle.store.StoreException;
import io.epistle.store.Turn;
import io.epistle.store.Writer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

final class WriterProbeTest {
    @TempDir Path folder;

    private final AtomicBoolean refuses = new AtomicBoolean();
    private final AtomicLong nanos = new AtomicLong();

    private void beforeCommit(Turn turn) {
        if (refuses.get()) {
            throw new StoreException("planted at " + turn.now());
        }
    }

    private static void flush(Writer writer) {
        boolean _ = writer.submit(_ -> true).handle((_, refused) -> refused == null).join();
    }

    /// The lag after so much more time; whatever was asked before is answered or refused.
    private Duration lagAfter(Writer writer, WriterProbe probe, long seconds) {
        flush(writer);
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
        return probe.lag();
    }

    @Test
    void aDiskThatRefusesIsALagThatGrowsUntilItTakesAgain() {
        try (RocksStore rocks = RocksStore.open(folder, List.of(Writer.TURNS));
                Writer writer =
                        Writer.start(rocks, _ -> {}, this::beforeCommit, () -> Instant.EPOCH)) {
            WriterProbe probe = new WriterProbe(writer, nanos::get);
            assertThat(probe.lag()).isZero();
            assertThat(lagAfter(writer, probe, 5)).isZero();
            assertThat(lagAfter(writer, probe, 5)).isZero();
            flush(writer);
            refuses.set(true);
            assertThat(lagAfter(writer, probe, 5)).isZero();
            assertThat(lagAfter(writer, probe, 5)).isEqualTo(Duration.ofSeconds(5));
            assertThat(lagAfter(writer, probe, 5)).isEqualTo(Duration.ofSeconds(10));

            flush(writer);
            refuses.set(false);
            assertThat(lagAfter(writer, probe, 5)).isEqualTo(Duration.ofSeconds(15));
            assertThat(lagAfter(writer, probe, 5)).isEqualTo(Duration.ofSeconds(15));
            assertThat(lagAfter(writer, probe, 5)).isZero();
        }
    }
}
