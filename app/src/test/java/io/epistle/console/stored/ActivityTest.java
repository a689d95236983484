package io.epistle.console.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.profile.Order;
import io.epistle.send.SentFacts;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// The two periods of Home, and when the earlier one is no measure for the later.
class ActivityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SEEN = "Product Viewed";

    private static Fact fact(String name, long hoursAgo) {
        Instant at = NOW.minus(Duration.ofHours(hoursAgo));
        return new Fact(
                1,
                0,
                new Event(
                        "shop",
                        name + hoursAgo,
                        EventType.TRACK,
                        name,
                        List.of(),
                        at,
                        at,
                        Trust.IMPORTED,
                        Struct.builder().put("total", hoursAgo).build(),
                        Struct.empty(),
                        Struct.empty()));
    }

    private static Activity activity(List<Fact> facts) {
        Activity.Tally tally = new Activity.Tally(ZoneOffset.UTC, NOW);
        facts.forEach(tally::add);
        return tally.activity();
    }

    private static Fact order(long daysAgo) {
        return fact(Order.COMPLETED, 24 * daysAgo);
    }

    @Test
    void aHistoryThatBeginsInThePeriodBeforeIsNotComparedWith() {
        Activity young = activity(List.of(order(1), order(40)));
        Activity grown = activity(List.of(order(1), order(40), order(56)));

        assertThat(young.orders().now()).isOne();
        assertThat(young.orders().before()).isEmpty();
        assertThat(young.revenueBefore()).isEmpty();
        assertThat(grown.orders().before()).contains(2L);
        assertThat(grown.revenueBefore()).contains(BigDecimal.valueOf(24 * (40 + 56)));
    }

    @Test
    void whatDidNotHappenInDaysThatAreKnownIsNothingAndNotUnknown() {
        List<Fact> mailed = List.of(fact(SentFacts.NAME, 5), fact(SEEN, 24 * 56));
        List<Fact> unknown = List.of(fact(SentFacts.NAME, 5), fact(SEEN, 24 * 56 - 1));

        assertThat(activity(mailed).messages().before()).contains(0L);
        assertThat(activity(unknown).messages().before()).isEmpty();
    }

    /// The oracle counts by hand, and asks of every fact whether it lies before the period.
    @Test
    void anEarlierPeriodIsToldWhereTheDataReachOverAllOfIt() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 5_000; round++) {
            List<Fact> facts = new ArrayList<>();
            int reach = random.nextInt(1, 90);
            for (int left = random.nextInt(6); left > 0; left--) {
                String name =
                        switch (random.nextInt(3)) {
                            case 0 -> Order.COMPLETED;
                            case 1 -> SentFacts.NAME;
                            default -> SEEN;
                        };
                facts.add(fact(name, 24L * random.nextInt(reach)));
            }

            Activity found = activity(facts);

            assertThat(found.orders().now()).isEqualTo(count(facts, Order.COMPLETED, 0, 28));
            assertThat(found.orders().before()).isEqualTo(before(facts, Order.COMPLETED));
            assertThat(found.messages().now()).isEqualTo(count(facts, SentFacts.NAME, 0, 28));
            assertThat(found.messages().before()).isEqualTo(before(facts, SentFacts.NAME));
            assertThat(found.revenueBefore().isPresent())
                    .isEqualTo(found.orders().before().isPresent());
        }
    }

    private static Optional<Long> before(List<Fact> facts, String name) {
        long counted = count(facts, name, 29, 56);
        boolean reaches =
                facts.stream()
                        .filter(fact -> counted == 0 || fact.name().equals(name))
                        .anyMatch(fact -> daysAgo(fact) >= 56);
        return reaches ? Optional.of(counted) : Optional.empty();
    }

    /// Facts from `from` to `to` days ago, both included.
    private static long count(List<Fact> facts, String name, long from, long to) {
        return facts.stream()
                .filter(fact -> fact.name().equals(name))
                .filter(fact -> daysAgo(fact) >= from && daysAgo(fact) <= to)
                .count();
    }

    private static long daysAgo(Fact fact) {
        return Duration.between(fact.occurredAt(), NOW).toDays();
    }
}
