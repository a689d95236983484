package io.epistle.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.store.RocksStore;
import io.epistle.store.Turn;
import io.epistle.store.Writer;
import io.epistle.trigger.Throttle;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/// The pace of a campaign that always has something to send, asked at random moments, against a
/// count of what went out in every window.
final class PaceTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    @TempDir Path folder;

    private record Taken(Instant at, int count) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noWindowHasMoreThanItsRateAndABucketAndNoneIsWasted(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Duration per =
                List.of(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1))
                        .get(random.nextInt(3));
        Throttle throttle = new Throttle(1 + random.nextInt(3_000), per);
        double perSecond = throttle.messages() / (per.toMillis() / 1e3);
        double bucket = Math.max(1, perSecond / 10);
        long step = Math.max(2, (long) (2_000 / perSecond));
        boolean isPrompt = seed % 2 == 0;
        AtomicReference<Instant> clock = new AtomicReference<>(START);
        List<Taken> taken = new ArrayList<>();
        try (RocksStore store = RocksStore.open(folder, List.of(Writer.TURNS, Pace.PACES));
                Writer writer = Writer.start(store, _ -> {}, _ -> {}, clock::get)) {
            Pace pace = new Pace("spring", throttle);
            for (int ask = 0; ask < 2_000; ask++) {
                Instant next = pace.next(store, clock.get());
                clock.set(
                        isPrompt
                                ? later(next, clock.get().plusMillis(1))
                                : clock.get().plusMillis(random.nextLong(step)));
                int wanted = 100 + random.nextInt(400);
                int count = writer.apply(turn -> take(pace, turn, wanted));
                if (!clock.get().isBefore(next)) {
                    assertThat(count).as("at the time it named").isPositive();
                }
                taken.add(new Taken(clock.get(), count));
            }
        }

        for (int from = 0; from < taken.size(); from += 7) {
            long sum = 0;
            for (int to = from; to < taken.size(); to++) {
                sum += taken.get(to).count();
                double seconds =
                        Duration.between(taken.get(from).at(), taken.get(to).at()).toNanos() / 1e9;
                assertThat((double) sum).isLessThanOrEqualTo(perSecond * seconds + bucket + 1e-6);
            }
        }
        double all = Duration.between(START, clock.get()).toNanos() / 1e9 * perSecond;
        if (isPrompt) {
            assertThat((double) taken.stream().mapToInt(Taken::count).sum())
                    .isGreaterThan(all * 0.9 - bucket - 1);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static int take(Pace pace, Turn turn, int wanted) {
        int count = pace.available(turn, wanted);
        pace.take(turn, count);
        return count;
    }
}
