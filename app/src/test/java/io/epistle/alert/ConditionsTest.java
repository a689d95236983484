package io.epistle.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Rates over windows: of a source that hands in at known moments, watched by samples.
final class ConditionsTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final String WEB = "web";

    private final List<Instant> handedIn = new ArrayList<>();
    private final List<Instant> setAside = new ArrayList<>();
    private final AlertBook book = new AlertBook(List.of(), 0);
    private List<Sample> samples = List.of();

    private static long until(List<Instant> moments, Instant now) {
        return moments.stream().filter(at -> !at.isAfter(now)).count();
    }

    private Observation seen(Instant now) {
        SortedMap<String, Long> counters = new TreeMap<>();
        counters.put(Counter.HANDED_IN.of(WEB), until(handedIn, now));
        counters.put(Counter.QUARANTINED.of(WEB), until(setAside, now));
        return new Observation(
                now,
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                OptionalLong.empty(),
                Duration.ZERO,
                counters,
                List.of(),
                List.of(WEB));
    }

    /// Looks, and returns the kinds that hold.
    private List<AlertKind> look(Instant now) {
        Observation seen = seen(now);
        Samples counted = new Samples(samples, new Sample(now, seen.counters()));
        List<Finding> findings = Conditions.holding(seen, counted, book);
        List<Alert> _ = book.look(now, findings);
        if (counted.isDue()) {
            samples = counted.kept();
        }
        return findings.stream().map(Finding::kind).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theShareSetAsideIsThatOfTheLastHourToTheStepOfTheSamples(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Instant now = START;
        long told = 0;
        for (int step = 0; step < 600; step++) {
            now = now.plus(Duration.ofMinutes(1));
            double wrong = random.nextInt(200) < 100 ? 0 : random.nextDouble() * 0.2;
            for (int event = random.nextInt(4); event > 0; event--) {
                handedIn.add(now);
                if (random.nextDouble() < wrong) {
                    setAside.add(now);
                }
            }
            boolean tells = look(now).contains(AlertKind.QUARANTINED);
            told += tells ? 1 : 0;

            boolean all = true;
            boolean none = true;
            for (long slack = 0; slack <= Samples.STEP.toMinutes(); slack++) {
                Instant from = now.minus(Conditions.HOUR).minus(Duration.ofMinutes(slack));
                Instant began =
                        from.isBefore(samples.getFirst().at()) ? samples.getFirst().at() : from;
                long whole = until(handedIn, now) - until(handedIn, began);
                long part = until(setAside, now) - until(setAside, began);
                boolean holds = whole >= Conditions.SHARE_OF_MIN && part > 0.05 * whole;
                all &= holds;
                none &= !holds;
            }
            if (all) {
                assertThat(tells).as("step %d", step).isTrue();
            }
            if (none) {
                assertThat(tells).as("step %d", step).isFalse();
            }
        }
        assertThat(told).isBetween(30L, 570L);
    }

    private void busy(Instant from, Duration length) {
        for (int event = 0; event < 240; event++) {
            handedIn.add(from.plus(length.multipliedBy(event).dividedBy(240)));
        }
    }

    private List<AlertKind> lookUntil(Instant from, Instant until) {
        List<AlertKind> last = List.of();
        for (Instant now = from; !now.isAfter(until); now = now.plus(Samples.STEP)) {
            last = look(now);
        }
        return last;
    }

    @Test
    void aBusySourceThatFallsSilentIsToldUntilItSpeaks() {
        busy(START, Duration.ofHours(20));
        Instant silent = START.plus(Duration.ofHours(20));

        assertThat(lookUntil(START, silent.plus(Duration.ofMinutes(345)))).isEmpty();
        assertThat(
                        lookUntil(
                                silent.plus(Duration.ofMinutes(350)),
                                silent.plus(Duration.ofMinutes(370))))
                .containsExactly(AlertKind.SILENT);

        Instant later = silent.plus(Duration.ofDays(5));
        assertThat(lookUntil(silent.plus(Duration.ofMinutes(375)), later))
                .containsExactly(AlertKind.SILENT);
        handedIn.add(later.plusSeconds(1));
        assertThat(look(later.plusSeconds(2))).isEmpty();
        assertThat(book.open()).isEmpty();
    }

    @Test
    void silenceIsNotThatOfAServerThatDidNotRun() {
        busy(START, Duration.ofHours(20));
        assertThat(lookUntil(START, START.plus(Duration.ofHours(20)))).isEmpty();

        Instant back = START.plus(Duration.ofHours(30));

        assertThat(lookUntil(back, back.plus(Duration.ofMinutes(330)))).isEmpty();
        assertThat(
                        lookUntil(
                                back.plus(Duration.ofMinutes(335)),
                                back.plus(Duration.ofMinutes(370))))
                .containsExactly(AlertKind.SILENT);
    }

    @Test
    void aSourceThatIsNeverBusyMayBeSilent() {
        handedIn.add(START.plusSeconds(60));

        assertThat(lookUntil(START, START.plus(Duration.ofDays(2)))).isEmpty();
    }

    @Test
    void samplesAreKeptAsFarBackAsAWindowReachesAndNoFurther() {
        assertThat(lookUntil(START, START.plus(Duration.ofDays(4)))).isEmpty();

        assertThat(samples.getFirst().at())
                .isEqualTo(START.plus(Duration.ofDays(4)).minus(Samples.KEPT));
        assertThat(samples).hasSize(1 + (int) Samples.KEPT.dividedBy(Samples.STEP));
    }

    @Test
    void aCounterThatFellGrewByNothing() {
        Samples fell =
                new Samples(
                        List.of(new Sample(START, new TreeMap<>(Map.of("a", 9L)))),
                        new Sample(START.plusSeconds(60), new TreeMap<>(Map.of("a", 2L))));

        assertThat(fell.growth("a", Conditions.HOUR)).isZero();
    }

    @Test
    void alertsAndSamplesAreReadBackAsTheyWere() {
        Finding finding = new Finding(AlertKind.HELD, "", 1, "looked odd");
        Alert open = new Alert(7, finding, 0.05, START, Optional.empty());
        Sample sample = new Sample(START, new TreeMap<>(Map.of("failed/note", 3L)));

        assertThat(Alert.CODEC.decode(Alert.CODEC.encode(open))).isEqualTo(open);
        assertThat(Alert.CODEC.decode(Alert.CODEC.encode(open.closed(START.plusSeconds(9)))))
                .isEqualTo(open.closed(START.plusSeconds(9)));
        assertThat(Sample.CODEC.decode(Sample.CODEC.encode(sample))).isEqualTo(sample);
        assertThat(HexFormat.of().formatHex(Alert.CODEC.encode(open)))
                .as("what lies in folders already")
                .isEqualTo(
                        "0100000000000000070b003ff00000000000000a6c6f6f6b6564206f64"
                                + "643fa999999999999a80b0dcd2f16600");
        assertThat(HexFormat.of().formatHex(Sample.CODEC.encode(sample)))
                .isEqualTo("0180b0dcd2f166010b6661696c65642f6e6f746506");
    }
}
