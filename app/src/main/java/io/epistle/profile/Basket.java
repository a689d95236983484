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
/// @param items one for each product, in the order in which they were first put in
public record Basket(List<Item> items) {
    private static final String ADDED = "Product Added";
    private static final String REMOVED = "Product Removed";

    public Basket {
        items = List.copyOf(items);
    }

    /// One product.
    ///
    /// @param line its pieces; name, price and category as a source last told them that is
    ///   believed, or, where none did, as they were last told
    /// @param vouched whether a source that is believed told them; anybody may tell the others
    public record Item(Order.Line line, boolean vouched) {
        private static Item of(Order.Line line, Fact fact) {
            return new Item(line, fact.event().trust().isVouched());
        }

        private Item and(Item added) {
            long sum = line.quantity() + added.line.quantity();
            long quantity = sum < 0 ? Long.MAX_VALUE : sum;
            return vouched && !added.vouched
                    ? new Item(line.times(quantity), true)
                    : new Item(added.line.times(quantity), added.vouched);
        }

        private Item without(Order.Line removed) {
            return new Item(line.times(line.quantity() - removed.quantity()), vouched);
        }
    }

    /// The basket by the facts with `occurredAt <= now`.
    public static Basket of(Timeline timeline, Instant now) {
        Map<String, Item> items = new LinkedHashMap<>();
        for (Fact fact : timeline.until(now)) {
            switch (fact.name()) {
                case ADDED ->
                        Order.line(fact.properties())
                                .ifPresent(line ->
                                        items.merge(
                                                line.productId(), Item.of(line, fact), Item::and));
                case REMOVED ->
                        Order.line(fact.properties()).ifPresent(line -> takeOut(items, line));
                case Order.COMPLETED -> items.clear();
                default -> {}
            }
        }
        return new Basket(List.copyOf(items.values()));
    }

    private static void takeOut(Map<String, Item> items, Order.Line removed) {
        items.computeIfPresent(removed.productId(), (_, held) -> held.without(removed));
        items.values().removeIf(item -> item.line().quantity() < 1);
    }
}
