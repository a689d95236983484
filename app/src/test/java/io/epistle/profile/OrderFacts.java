package io.epistle.profile;

import io.epistle.event.EventBuilder;
import io.epistle.event.Fact;
import io.epistle.event.StemId;
import io.epistle.event.Struct;
import io.epistle.event.Timeline;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.identity.PersonId;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// Builds facts about orders for tests.
public final class OrderFacts {
    private OrderFacts() {}

    /// An order with a total and no lines.
    public static Fact order(long sequence, Instant at, String total) {
        return fact(
                sequence,
                Order.COMPLETED,
                at,
                Struct.builder()
                        .put("order_id", "o" + sequence)
                        .put("total", Value.of(new BigDecimal(total)))
                        .put("currency", "GBP")
                        .build());
    }

    /// A refund with a total and no lines.
    public static Fact refund(long sequence, Instant at, String total) {
        return fact(
                sequence, Order.REFUNDED, at, Struct.of("total", Value.of(new BigDecimal(total))));
    }

    /// An order of the given lines, without a total.
    public static Fact order(long sequence, Instant at, List<Struct> products) {
        return fact(
                sequence,
                Order.COMPLETED,
                at,
                Struct.builder()
                        .put("order_id", "o" + sequence)
                        .put("products", Value.of(products))
                        .build());
    }

    /// One line of an order; an empty name is left out.
    public static Struct line(String productId, String name, String price, long quantity) {
        Struct.Builder line =
                Struct.builder()
                        .put("product_id", productId)
                        .put("price", Value.of(new BigDecimal(price)))
                        .put("quantity", quantity);
        return (name.isEmpty() ? line : line.put("name", name)).build();
    }

    /// Any tracked fact without identifiers.
    public static Fact fact(long sequence, String name, Instant at, Struct properties) {
        return EventBuilder.track(name, at)
                .trust(Trust.IMPORTED)
                .properties(properties)
                .fact(sequence);
    }

    /// A person of one stem with these facts.
    public static Person person(long number, List<Fact> facts) {
        StemId stem = new StemId(0, number);
        return new Person(new PersonId(stem), List.of(stem), Timeline.of(facts));
    }
}
