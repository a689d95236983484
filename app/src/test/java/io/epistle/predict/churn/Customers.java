package io.epistle.predict.churn;

import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Timeline;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.profile.Order;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// Invented customers for tests.
final class Customers {
    static final Instant NOW = Instant.parse("2011-09-30T00:00:00Z");

    private Customers() {}

    static Fact fact(long sequence, String name, Instant at, Instant knownAt, String total) {
        return new Fact(
                sequence,
                0,
                new Event(
                        "shop",
                        "m" + sequence,
                        EventType.TRACK,
                        name,
                        List.of(),
                        at,
                        knownAt,
                        Trust.DECLARED,
                        Struct.builder()
                                .put("total", Value.of(new BigDecimal(total)))
                                .put(
                                        "products",
                                        Value.of(
                                                List.of(
                                                        Struct.of("product_id", Value.of("a")),
                                                        Struct.of("product_id", Value.of("b")))))
                                .build(),
                        Struct.empty(),
                        Struct.empty()));
    }

    static Fact order(long sequence, Instant at) {
        return fact(sequence, Order.COMPLETED, at, at, "10");
    }

    /// Orders, refunds and visits around [#NOW], some told late, as a person might have them.
    static List<Fact> random(Random random, int most) {
        List<Fact> facts = new ArrayList<>();
        for (int left = 1 + random.nextInt(most); left > 0; left--) {
            facts.add(random(random, facts.size() + 1L));
        }
        return facts;
    }

    static Fact random(Random random, long sequence) {
        Instant at = NOW.minusMillis(random.nextLong(Duration.ofDays(900).toMillis()));
        String name =
                switch (random.nextInt(6)) {
                    case 0 -> Order.REFUNDED;
                    case 1 -> "Product Viewed";
                    default -> Order.COMPLETED;
                };
        boolean late = random.nextInt(4) == 0;
        return fact(
                sequence,
                name,
                at,
                late ? at.plus(Duration.ofDays(random.nextInt(400))) : at,
                random.nextInt(300) + "." + random.nextInt(10));
    }

    /// A shop's customers, who come at their own pace until they are lost; a third is at some time.
    ///
    /// @param telling whether being lost shows in anything: otherwise everyone orders by chance
    ///   alone
    static SortedMap<String, Timeline> shop(long seed, int count, boolean telling) {
        Random random = new Random(seed);
        SortedMap<String, Timeline> people = new TreeMap<>();
        for (int customer = 0; customer < count; customer++) {
            double gap = telling ? 10 + 70 * random.nextDouble() : 60;
            double day = random.nextDouble() * (telling ? 500 : 1);
            double lost =
                    telling && random.nextInt(3) == 0 ? day + 300 * random.nextDouble() : 1_000;
            List<Fact> facts = new ArrayList<>();
            while (day < Math.min(lost, 870)) {
                Instant at = NOW.minus(Duration.ofMinutes((long) ((800 - day) * 24 * 60)));
                facts.add(order(facts.size() + 1L, at));
                day += gap * -Math.log(1 - random.nextDouble());
            }
            people.put("user_id:" + customer, Timeline.of(facts));
        }
        return people;
    }
}
