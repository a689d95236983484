package io.epistle.collect.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.collect.SourceLimit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A limit against its definition: in no span of time, from whatever moment, is more taken than a
/// burst and what came back in that span.
class EventBucketTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000L);

    /// Asks of all moments so far, in exact numbers, whether a span from there has room.
    private static final class Oracle {
        private record Taken(BigInteger passed, long events) {}

        private final SourceLimit limit;
        private final List<Taken> taken = new ArrayList<>();
        private BigInteger passed = BigInteger.ZERO;

        Oracle(SourceLimit limit) {
            this.limit = limit;
        }

        void passes(Duration time) {
            if (time.isPositive()) {
                passed = passed.add(BigInteger.valueOf(time.toNanos()));
            }
        }

        boolean hasRoom(long events, BigInteger at) {
            BigInteger needed = BigInteger.valueOf(Math.min(events, limit.burst()));
            List<BigInteger> moments = new ArrayList<>(List.of(at));
            taken.forEach(one -> moments.add(one.passed()));
            for (BigInteger from : moments) {
                long sum =
                        taken.stream()
                                .filter(one -> one.passed().compareTo(from) >= 0)
                                .mapToLong(Taken::events)
                                .sum();
                BigInteger room =
                        BigInteger.valueOf(limit.burst())
                                .multiply(SECOND)
                                .add(
                                        at.subtract(from)
                                                .multiply(
                                                        BigInteger.valueOf(
                                                                limit.eventsPerSecond())));
                BigInteger asked = BigInteger.valueOf(sum).add(needed).multiply(SECOND);
                if (asked.compareTo(room) > 0) {
                    return false;
                }
            }
            return true;
        }

        private BigInteger in(long seconds) {
            return passed.add(BigInteger.valueOf(seconds).multiply(SECOND));
        }

        /// What [EventBucket#take] must answer.
        long take(long events) {
            if (hasRoom(events, passed)) {
                taken.add(new Taken(passed, events));
                return 0;
            }
            long tooShort = 0;
            long seconds = 1;
            while (!hasRoom(events, in(seconds))) {
                tooShort = seconds;
                seconds *= 2;
            }
            while (seconds - tooShort > 1) {
                long middle = (tooShort + seconds) / 2;
                if (hasRoom(events, in(middle))) {
                    seconds = middle;
                } else {
                    tooShort = middle;
                }
            }
            return seconds;
        }
    }

    private static Duration step(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofNanos(random.nextLong(1, 2_000));
            case 2, 3, 4 -> Duration.ofMillis(random.nextLong(1, 1_500));
            case 5 -> Duration.ofSeconds(random.nextLong(1, 20));
            case 6 -> Duration.ofSeconds(random.nextLong(1, 20)).negated();
            default -> Duration.ofDays(random.nextLong(1, 100_000));
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noSpanOfTimeBringsMoreThanItMay(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int taken = 0;
        int refused = 0;
        for (int round = 0; round < 40; round++) {
            SourceLimit limit = new SourceLimit(random.nextInt(1, 40), random.nextInt(1, 200));
            EventBucket bucket = new EventBucket(limit, START);
            Oracle oracle = new Oracle(limit);
            Instant now = START;
            for (int request = 0; request < 60; request++) {
                Duration step = step(random);
                now = now.plus(step);
                oracle.passes(step);
                int events = random.nextInt(1, random.nextInt(4) == 0 ? 400 : 20);

                long wait = bucket.take(events, now);

                assertThat(wait).as("%s at %s", limit, now).isEqualTo(oracle.take(events));
                taken += wait == 0 ? 1 : 0;
                refused += wait == 0 ? 0 : 1;
            }
        }
        assertThat(taken).isGreaterThan(200);
        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void theLargestLimitAndTheLongestSilenceStayExact() {
        SourceLimit limit = new SourceLimit(SourceLimit.RATE_MAX, SourceLimit.BURST_MAX);
        EventBucket bucket = new EventBucket(limit, Instant.EPOCH);
        Instant now = Instant.parse("9999-01-01T00:00:00Z");

        for (int batch = 0; batch < SourceLimit.BURST_MAX / 2_500; batch++) {
            assertThat(bucket.take(2_500, now)).isZero();
        }

        assertThat(bucket.take(1, now)).isEqualTo(1);
        assertThat(bucket.take(1, now.plusNanos(999))).isEqualTo(1);
        assertThat(bucket.take(1, now.plusNanos(1_000))).isZero();
    }
}
