package io.epistle.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Frequency caps against a count at every second.
final class FrequencyCapTest {
    private static final Instant START = Instant.parse("2011-09-30T08:00:00Z");

    @Test
    void aMessageCountsUntilItsWindowHasPassedToTheInstant() {
        FrequencyCap cap = new FrequencyCap(1, Duration.ofDays(7));
        Instant end = START.plus(Duration.ofDays(7));

        Optional<Instant> atOnce = cap.fullUntil(List.of(START), START);
        Optional<Instant> lastMilli = cap.fullUntil(List.of(START), end.minusMillis(1));
        Optional<Instant> after = cap.fullUntil(List.of(START), end);

        assertThat(atOnce).contains(end);
        assertThat(lastMilli).contains(end);
        assertThat(after).isEmpty();
    }

    @Test
    void thereIsRoomAgainWhenACountAtEverySecondSaysSo() {
        Random random = new Random(7);
        int full = 0;
        for (int round = 0; round < 2_000; round++) {
            FrequencyCap cap =
                    new FrequencyCap(
                            1 + random.nextInt(4), Duration.ofSeconds(1 + random.nextInt(40)));
            List<Instant> handed = new ArrayList<>();
            for (int message = random.nextInt(8); message > 0; message--) {
                handed.add(START.plusSeconds(random.nextInt(60)));
            }
            Instant now = START.plusSeconds(random.nextInt(80));

            Optional<Instant> until = cap.fullUntil(handed, now);

            assertThat(until).isEqualTo(counted(cap, handed, now));
            full += until.isPresent() ? 1 : 0;
        }
        assertThat(full).isGreaterThan(300);
    }

    @Test
    void capsOutsideTheirBoundsAreRefused() {
        assertThatThrownBy(() -> new FrequencyCap(0, Duration.ofDays(1)))
                .hasMessage("found 0 messages, expected 1 to 1000");
        assertThatThrownBy(() -> new FrequencyCap(1, Duration.ZERO))
                .hasMessageContaining("expected more than nothing");
    }

    private static Optional<Instant> counted(FrequencyCap cap, List<Instant> handed, Instant now) {
        List<Instant> past = handed.stream().filter(at -> !at.isAfter(now)).toList();
        for (Instant at = now; ; at = at.plusSeconds(1)) {
            int counting = 0;
            for (Instant message : past) {
                long age = Duration.between(message, at).toSeconds();
                counting += age < cap.within().toSeconds() ? 1 : 0;
            }
            if (counting < cap.messages()) {
                return at.equals(now) ? Optional.empty() : Optional.of(at);
            }
        }
    }
}
