package io.epistle.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.compose.SendId;
import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.StemId;
import io.epistle.event.Struct;
import io.epistle.event.Timeline;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.identity.PersonId;
import io.epistle.measure.CampaignResults.Arm;
import io.epistle.privacy.AddressHash;
import io.epistle.profile.Order;
import io.epistle.send.LedgerEntry;
import io.epistle.send.LedgerState;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What one mail brought by a moment, where the timeline reaches past it.
class MeasurementTest {
    private static final Instant START = Instant.parse("2025-09-30T00:00:00Z");
    private static final SendId SEND = new SendId(1, 2);
    private static final SendId OTHER = new SendId(3, 4);
    private static final Duration WINDOW = Duration.ofDays(70);
    private static final int SIMULATED = 1;

    private long told;

    private Fact fact(String name, Instant at, Struct properties) {
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
                        Trust.IMPORTED,
                        properties,
                        Struct.empty(),
                        Struct.empty()));
    }

    private Fact order(String name, long total, Instant at) {
        return fact(
                name, at, Struct.builder().put("order_id", "o" + told).put("total", total).build());
    }

    private Fact click(SendId send, String key, Value value, Instant at) {
        return fact(
                MailResponses.CLICKED,
                at,
                Struct.builder().put("send_id", send.toString()).put(key, value).build());
    }

    private static LedgerEntry sent(Instant at, int responses) {
        return new LedgerEntry(
                new LedgerEntry.Key("note", new AddressHash(1, 1)),
                SEND,
                new PersonId(new StemId(1, 1)),
                "a",
                LedgerState.ACCEPTED,
                "",
                at,
                at,
                at,
                at,
                1,
                1,
                responses);
    }

    private static Arm arm(Instant until, LedgerEntry entry, List<Fact> facts) {
        return new Measurement(until, WINDOW, ConversionDefinition.STANDARD)
                .arm(entry, Timeline.of(facts));
    }

    private static Instant day(long days) {
        return START.plus(Duration.ofDays(days));
    }

    @Test
    void anOrderThatIsStillToComeIsNotCounted() {
        List<Fact> facts = List.of(order(Order.COMPLETED, 10, day(9)));

        assertThat(arm(day(5), sent(START, 0), facts).ordered()).isZero();
        assertThat(arm(day(5), sent(START, 0), facts).revenue()).isZero();
        assertThat(arm(day(9), sent(START, 0), facts).ordered()).isOne();
    }

    @Test
    void aWindowIsOverWithItsLastInstantAndOnlyThenDoesItsMailCountAsJudged() {
        List<Fact> facts = List.of(order(Order.COMPLETED, 10, day(9)));

        Arm open = arm(day(70).minusMillis(1), sent(START, 0), facts);
        Arm over = arm(day(70), sent(START, 0), facts);

        assertThat(List.of(open.ordered(), open.over(), open.orderedOver(), open.open()))
                .containsExactly(1L, 0L, 0L, 1L);
        assertThat(List.of(over.ordered(), over.over(), over.orderedOver(), over.open()))
                .containsExactly(1L, 1L, 1L, 0L);
    }

    @Test
    void aSimulatedClickCountsFromItsTimeOnAndOutlivesItsPerson() {
        LedgerEntry entry = sent(START, SIMULATED);
        List<Fact> facts = List.of(click(SEND, "simulated", Value.TRUE, day(1)));

        assertThat(arm(day(1).minusMillis(1), entry, facts).simulated()).isZero();
        assertThat(arm(day(1), entry, facts).simulated()).isOne();
        assertThat(arm(day(1), entry, List.of()).simulated()).isOne();
        assertThat(arm(day(1), sent(START, 0), facts).simulated()).isZero();
    }

    /// The oracle cuts the timeline by hand and looks at each fact by itself.
    @Test
    void whateverLiesAheadTheFiguresAreThoseOfATimelineThatEndsNow() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 3_000; round++) {
            told = 0;
            LedgerEntry entry = sent(day(random.nextInt(30)), random.nextInt(2));
            List<Fact> facts = facts(random);
            Instant until = day(random.nextInt(130));
            List<Fact> past =
                    facts.stream().filter(fact -> !fact.occurredAt().isAfter(until)).toList();
            Instant end = entry.changedAt().plus(WINDOW);

            Arm found = arm(until, entry, facts);

            List<Fact> within =
                    past.stream()
                            .filter(fact -> fact.occurredAt().isAfter(entry.changedAt()))
                            .filter(fact -> fact.occurredAt().isBefore(end))
                            .toList();
            boolean ordered = within.stream().anyMatch(fact -> fact.name().equals(Order.COMPLETED));
            boolean over = end.compareTo(until) <= 0;
            assertThat(found.ordered()).isEqualTo(ordered ? 1 : 0);
            assertThat(found.revenue())
                    .isEqualByComparingTo(
                            sum(within, Order.COMPLETED).subtract(sum(within, Order.REFUNDED)));
            assertThat(found.over()).isEqualTo(over ? 1 : 0);
            assertThat(found.orderedOver()).isEqualTo(over && ordered ? 1 : 0);
            assertThat(found.credits())
                    .isEqualTo(
                            Credits.of(Timeline.of(past).facts(), ConversionDefinition.STANDARD)
                                    .getOrDefault(SEND.toString(), Credits.NONE));
            assertThat(found.clicks().times()).isEqualTo(clicks(past, START));
            assertThat(found.clicksOpen())
                    .isEqualTo(clicks(past, until.minus(Duration.ofDays(7)).plusMillis(1)));
            assertThat(found).isEqualTo(arm(until, entry, seen(facts, past, entry)));
        }
    }

    /// What is still to come makes no difference, but for the click that the row notes beforehand.
    private static List<Fact> seen(List<Fact> facts, List<Fact> past, LedgerEntry entry) {
        List<Fact> seen = new ArrayList<>(past);
        if (entry.responses() == SIMULATED) {
            facts.stream()
                    .filter(fact -> !past.contains(fact))
                    .filter(fact -> fact.name().equals(MailResponses.CLICKED))
                    .forEach(seen::add);
        }
        return seen;
    }

    /// Clicks of people in our mail, not before a moment.
    private static long clicks(List<Fact> facts, Instant from) {
        return facts.stream()
                .filter(fact -> fact.name().equals(MailResponses.CLICKED))
                .filter(fact -> fact.properties().text("traffic").orElse("").equals("human"))
                .filter(fact ->
                        fact.properties().text("send_id").orElse("").equals(SEND.toString()))
                .filter(fact -> !fact.occurredAt().isBefore(from))
                .count();
    }

    private static BigDecimal sum(List<Fact> facts, String name) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Fact fact : facts) {
            sum = fact.name().equals(name) ? sum.add(Order.of(fact).total()) : sum;
        }
        return sum;
    }

    private List<Fact> facts(SplittableRandom random) {
        List<Fact> facts = new ArrayList<>();
        for (int left = random.nextInt(8); left > 0; left--) {
            Instant at = day(random.nextInt(140));
            SendId send = random.nextInt(4) == 0 ? OTHER : SEND;
            facts.add(
                    switch (random.nextInt(5)) {
                        case 0, 1 -> order(Order.COMPLETED, random.nextInt(1, 99), at);
                        case 2 -> order(Order.REFUNDED, random.nextInt(1, 9), at);
                        case 3 -> click(send, "traffic", Value.of("machine"), at);
                        default -> click(send, "traffic", Value.of("human"), at);
                    });
        }
        return facts;
    }
}
