package io.epistle.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.profile.Order;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Whose an order is.
class CreditsTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private long told;

    private Fact fact(String name, Duration after, Struct properties) {
        Instant at = START.plus(after);
        return new Fact(
                ++told,
                0,
                new Event(
                        "shop",
                        "m" + told,
                        EventType.TRACK,
                        name,
                        List.of(),
                        at,
                        at,
                        Trust.DECLARED,
                        properties,
                        Struct.empty(),
                        Struct.empty()));
    }

    private Fact click(String send, Duration after, String traffic) {
        return fact(
                MailResponses.CLICKED,
                after,
                Struct.builder().put("send_id", send).put("traffic", traffic).build());
    }

    private Fact order(String name, String id, long total, Duration after) {
        return fact(
                name,
                after,
                Struct.builder()
                        .put("order_id", id)
                        .put("total", total)
                        .put("currency", "GBP")
                        .build());
    }

    private static ConversionDefinition by(Attribution attribution) {
        return new ConversionDefinition("order", "", Order.COMPLETED, WEEK, attribution);
    }

    private static Credits of(String conversions, String revenue) {
        return new Credits(
                new BigDecimal(conversions), new TreeMap<>(Map.of("GBP", new BigDecimal(revenue))));
    }

    private static void assertCredits(Map<String, Credits> found, Map<String, Credits> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((send, credits) -> {
            Credits other = expected.getOrDefault(send, Credits.NONE);
            assertThat(credits.conversions()).isEqualByComparingTo(other.conversions());
            assertThat(credits.revenue().get("GBP"))
                    .isEqualByComparingTo(other.revenue().get("GBP"));
        });
    }

    @Test
    void anOrderBelongsToTheLastClickByAPersonInItsWindow() {
        List<Fact> facts =
                List.of(
                        click("a", Duration.ZERO, "human"),
                        click("b", Duration.ofDays(1), "human"),
                        click("c", Duration.ofDays(2), "unknown"),
                        fact(
                                MailResponses.SCANNED,
                                Duration.ofDays(2),
                                Struct.of("send_id", Value.of("d"))),
                        order(Order.COMPLETED, "1", 30, Duration.ofDays(3)),
                        order(Order.COMPLETED, "2", 50, Duration.ofDays(8).minusMillis(1)),
                        order(Order.COMPLETED, "3", 70, Duration.ofDays(8)));

        assertCredits(Credits.of(facts, by(Attribution.LAST_TOUCH)), Map.of("b", of("2", "80")));
        assertCredits(
                Credits.of(facts, by(Attribution.FIRST_TOUCH)),
                Map.of("a", of("1", "30"), "b", of("1", "50")));
    }

    @Test
    void whatIsToldTwiceCountsOnceAndWhatIsGivenBackIsTakenOff() {
        List<Fact> facts =
                List.of(
                        click("a", Duration.ZERO, "human"),
                        order(Order.COMPLETED, "1", 30, Duration.ofDays(1)),
                        order(Order.COMPLETED, "1", 30, Duration.ofDays(2)),
                        order(Order.REFUNDED, "1", 10, Duration.ofDays(40)),
                        order(Order.REFUNDED, "x", 99, Duration.ofDays(3)));

        assertCredits(Credits.of(facts, ConversionDefinition.STANDARD), Map.of("a", of("1", "20")));
    }

    @Test
    void anOrderWithoutAClickBelongsToNobody() {
        assertThat(
                        Credits.of(
                                List.of(
                                        order(Order.COMPLETED, "1", 30, Duration.ZERO),
                                        click("a", Duration.ofMillis(1), "human")),
                                ConversionDefinition.STANDARD))
                .isEmpty();
    }

    @Test
    void eachWayOfSharingIsTheOneItsNameSays() {
        List<Instant> clicks =
                List.of(
                        START,
                        START.plus(WEEK),
                        START.plus(WEEK),
                        START.plus(WEEK.multipliedBy(2)));
        Instant order = START.plus(WEEK.multipliedBy(2));

        assertShares(Attribution.LAST_TOUCH, clicks, order, "0", "0", "0", "1");
        assertShares(Attribution.FIRST_TOUCH, clicks, order, "1", "0", "0", "0");
        assertShares(Attribution.LINEAR, clicks, order, "0.25", "0.25", "0.25", "0.25");
        assertShares(Attribution.POSITION, clicks, order, "0.4", "0.1", "0.1", "0.4");
        // 1/4, 1/2, 1/2 and 1, of 9/4.
        assertShares(
                Attribution.TIME_DECAY,
                clicks,
                order,
                "0.111111",
                "0.222222",
                "0.222222",
                "0.444445");
        assertShares(Attribution.POSITION, clicks.subList(0, 2), order, "0.5", "0.5");
        assertShares(Attribution.POSITION, clicks.subList(0, 1), order, "1");
    }

    private static void assertShares(
            Attribution attribution, List<Instant> clicks, Instant order, String... shares) {
        List<BigDecimal> found = attribution.shares(clicks, order);
        assertThat(found).hasSize(shares.length);
        for (int click = 0; click < shares.length; click++) {
            assertThat(found.get(click))
                    .isCloseTo(
                            new BigDecimal(shares[click]),
                            org.assertj.core.data.Offset.offset(new BigDecimal("0.000002")));
        }
    }

    /// However an order is shared, it is shared whole, and no share is negative.
    @Test
    void sharesSumToOneAndCreditsToWhatWasOrdered() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 5_000; round++) {
            List<Fact> facts = new ArrayList<>();
            long hours = 0;
            for (int number = random.nextInt(12); number > 0; number--) {
                hours += random.nextInt(60);
                facts.add(
                        random.nextInt(3) == 0
                                ? order(
                                        Order.COMPLETED,
                                        "o" + number,
                                        random.nextInt(100),
                                        Duration.ofHours(hours))
                                : click(
                                        "s" + random.nextInt(3),
                                        Duration.ofHours(hours),
                                        random.nextBoolean() ? "human" : "unknown"));
            }
            BigDecimal orders = BigDecimal.ZERO;
            BigDecimal revenue = BigDecimal.ZERO;
            for (Fact fact : facts) {
                boolean credited =
                        fact.name().equals(Order.COMPLETED)
                                && facts.stream()
                                        .filter(other ->
                                                other.sequence() < fact.sequence()
                                                        && other.properties()
                                                                .text("traffic")
                                                                .filter("human"::equals)
                                                                .isPresent())
                                        .anyMatch(other ->
                                                Duration.between(
                                                                        other.occurredAt(),
                                                                        fact.occurredAt())
                                                                .compareTo(WEEK)
                                                        < 0);
                if (credited) {
                    orders = orders.add(BigDecimal.ONE);
                    revenue = revenue.add(Order.of(fact).total());
                }
            }
            for (Attribution attribution : Attribution.values()) {
                Credits sum =
                        Credits.of(facts, by(attribution)).values().stream()
                                .reduce(Credits.NONE, Credits::plus);

                assertThat(sum.conversions()).isEqualByComparingTo(orders);
                assertThat(sum.revenue().getOrDefault("GBP", BigDecimal.ZERO))
                        .isEqualByComparingTo(revenue);
            }
        }
    }
}
