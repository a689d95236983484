package io.epistle.profile;

import io.epistle.event.Fact;
import io.epistle.event.Timeline;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a person had put in their basket and neither taken out nor ordered by a moment: a fold over
/// the facts `Product Added`, `Product Removed` and `Order Completed`, which empties it.
///
/// @param lines one for each product, in the order in which they were first put in; name, price and
///   category as they were last told
public record Basket(List<Order.Line> lines) {
    private static final String ADDED = "Product Added";
    private static final String REMOVED = "Product Removed";

    public Basket {
        lines = List.copyOf(lines);
    }

    /// The basket by the facts with `occurredAt <= now`.
    public static Basket of(Timeline timeline, Instant now) {
        Map<String, Order.Line> lines = new LinkedHashMap<>();
        for (Fact fact : timeline.until(now)) {
            switch (fact.name()) {
                case ADDED ->
                        Order.line(fact.properties())
                                .ifPresent(
                                        line -> lines.merge(line.productId(), line, Basket::and));
                case REMOVED ->
                        Order.line(fact.properties()).ifPresent(line -> takeOut(lines, line));
                case Order.COMPLETED -> lines.clear();
                default -> {}
            }
        }
        return new Basket(List.copyOf(lines.values()));
    }

    private static Order.Line and(Order.Line held, Order.Line added) {
        long quantity = held.quantity() + added.quantity();
        return added.times(quantity < 0 ? Long.MAX_VALUE : quantity);
    }

    private static void takeOut(Map<String, Order.Line> lines, Order.Line removed) {
        lines.computeIfPresent(
                removed.productId(), (_, held) -> held.times(held.quantity() - removed.quantity()));
        lines.values().removeIf(line -> line.quantity() < 1);
    }
}
