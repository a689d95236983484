package io.epistle.predict;

import io.epistle.catalogue.Catalogue;
import io.epistle.catalogue.Product;
import io.epistle.event.Fact;
import io.epistle.profile.Order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Reads interactions out of orders: each product of an order is one interaction of weight 1,
/// however many lines or pieces name it. Services and codes unknown to the catalogue are left out.
/// Refunds take nothing back: who returned a thing had wanted one like it.
public final class OrderInteractions {
    private OrderInteractions() {}

    /// The interactions of a person's facts, in the order of the facts, then by item. Which facts
    /// may be seen is the caller's word: `timeline.asOf(t).facts()` to train, `timeline.until(now)`
    /// to recommend.
    ///
    /// @param person the key of the person; empty for facts about nobody
    public static List<Interaction> of(String person, List<Fact> facts, Catalogue catalogue) {
        List<Interaction> interactions = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact.name().equals(Order.COMPLETED)) {
                String order = orderId(fact);
                for (String item : items(fact, catalogue)) {
                    interactions.add(new Interaction(person, item, fact.occurredAt(), 1, order));
                }
            }
        }
        return interactions;
    }

    private static String orderId(Fact fact) {
        return fact.properties().text("order_id").orElse(fact.event().messageId());
    }

    private static SortedSet<String> items(Fact fact, Catalogue catalogue) {
        SortedSet<String> items = new TreeSet<>();
        for (Order.Line line : Order.lines(fact.properties())) {
            Optional<Product> product = catalogue.product(line.productId());
            product.ifPresent(known -> items.add(known.id()));
        }
        return items;
    }
}
