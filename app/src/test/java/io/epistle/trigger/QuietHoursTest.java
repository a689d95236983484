package io.epistle.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Quiet hours against a walk along the wall clock, minute by minute.
final class QuietHoursTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @Test
    void quietHoursGoOverMidnight() {
        QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(8, 0));

        Optional<Instant> evening = night.quietUntil(Instant.parse("2011-09-30T21:00:00Z"), LONDON);
        Optional<Instant> beforeEvening =
                night.quietUntil(Instant.parse("2011-09-30T20:59:59.999Z"), LONDON);
        Optional<Instant> morning = night.quietUntil(Instant.parse("2011-10-01T07:00:00Z"), LONDON);

        assertThat(evening).contains(Instant.parse("2011-10-01T07:00:00Z"));
        assertThat(beforeEvening).isEmpty();
        assertThat(morning).isEmpty();
    }

    @Test
    void quietHoursEndWithTheLeapOfTheClock() {
        QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(1, 30));

        Optional<Instant> until = night.quietUntil(Instant.parse("2011-03-27T00:10:00Z"), LONDON);

        // at 01:00 GMT the clock shows 02:00, and never 01:30
        assertThat(until).contains(Instant.parse("2011-03-27T01:00:00Z"));
    }

    @Test
    void anHourShownTwiceIsQuietTwice() {
        QuietHours night = new QuietHours(LocalTime.of(1, 0), LocalTime.of(1, 30));

        Optional<Instant> first = night.quietUntil(Instant.parse("2011-10-30T00:10:00Z"), LONDON);
        Optional<Instant> between = night.quietUntil(Instant.parse("2011-10-30T00:40:00Z"), LONDON);
        Optional<Instant> second = night.quietUntil(Instant.parse("2011-10-30T01:10:00Z"), LONDON);

        assertThat(first).contains(Instant.parse("2011-10-30T00:30:00Z"));
        assertThat(between).isEmpty();
        assertThat(second).contains(Instant.parse("2011-10-30T01:30:00Z"));
    }

    @Test
    void theEndIsWhatAWalkAlongTheWallClockFinds() {
        Random random = new Random(20111030);
        List<ZoneId> zones =
                List.of(LONDON, ZoneId.of("Australia/Lord_Howe"), ZoneId.of("America/New_York"));
        List<Instant> leaps =
                List.of(
                        Instant.parse("2011-10-30T01:00:00Z"),
                        Instant.parse("2011-03-27T01:00:00Z"),
                        Instant.parse("2011-04-02T15:00:00Z"),
                        Instant.parse("2011-10-01T15:30:00Z"),
                        Instant.parse("2011-11-06T06:00:00Z"),
                        Instant.parse("2011-03-13T07:00:00Z"));

        int quiet = 0;
        for (int round = 0; round < 3_000; round++) {
            LocalTime from = LocalTime.ofSecondOfDay(random.nextInt(24 * 60) * 60L);
            LocalTime to = LocalTime.ofSecondOfDay(random.nextInt(24 * 60) * 60L);
            if (from.equals(to)) {
                continue;
            }
            ZoneId zone = zones.get(random.nextInt(zones.size()));
            Instant now =
                    leaps.get(random.nextInt(leaps.size()))
                            .plus(Duration.ofMinutes(random.nextInt(-1_500, 1_500)));

            Optional<Instant> until = new QuietHours(from, to).quietUntil(now, zone);

            assertThat(until)
                    .as("%s to %s in %s at %s", from, to, zone, now)
                    .isEqualTo(walked(from, to, now, zone));
            quiet += until.isPresent() ? 1 : 0;
        }
        assertThat(quiet).isBetween(1_000, 2_000);
    }

    @Test
    void quietHoursThatNeverOrAlwaysHoldAreRefused() {
        assertThatThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON))
                .hasMessage("found quiet hours from 12:00 to 12:00, expected two different times");
    }

    private static Optional<Instant> walked(
            LocalTime from, LocalTime to, Instant now, ZoneId zone) {
        Instant minute = now;
        while (isQuiet(from, to, minute.atZone(zone).toLocalTime())) {
            minute = minute.plus(Duration.ofMinutes(1));
        }
        return minute.equals(now) ? Optional.empty() : Optional.of(minute);
    }

    /// Walks from `from` forward, around midnight, until `to` or the time shown is met.
    private static boolean isQuiet(LocalTime from, LocalTime to, LocalTime shown) {
        for (LocalTime time = from; !time.equals(to); time = time.plusMinutes(1)) {
            if (time.equals(shown)) {
                return true;
            }
        }
        return false;
    }
}
