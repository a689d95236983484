package io.epistle.compose;

import io.epistle.event.Struct;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Value;
import io.epistle.profile.Basket;
import io.epistle.profile.Order;
import io.epistle.profile.Orders;
import io.epistle.profile.Person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// The person as templates see them under `user`: traits by name, and what was computed from orders
/// and basket. An attribute that the person did not agree to is absent.
final class ProfileValue implements Mapping {
    private static final String BASKET = "basket";
    private static final String PURCHASE_HISTORY = "purchase_history";
    private static final String ORDER_COUNT = "order_count";
    private static final String TOTAL_SPENT = "total_spent";
    private static final String EMAIL = "email";
    private static final List<String> COMPUTED =
            List.of(BASKET, EMAIL, ORDER_COUNT, PURCHASE_HISTORY, TOTAL_SPENT);

    private final Person person;
    private final EmailAddress email;
    private final Instant now;
    private final Purposes purposes;

    ProfileValue(Person person, EmailAddress email, Instant now, Purposes purposes) {
        this.person = person;
        this.email = email;
        this.now = now;
        this.purposes = purposes;
    }

    @Override
    public Value get(String key) {
        if (!purposes.agreed(key)) {
            return Nil.ABSENT;
        }
        return switch (key) {
            case BASKET -> products(Basket.of(person.timeline(), now).lines());
            case EMAIL -> Value.of(email.text());
            case ORDER_COUNT -> Value.of(orders().count());
            case TOTAL_SPENT -> Value.of(orders().net());
            case PURCHASE_HISTORY -> history(orders());
            default -> trait(key);
        };
    }

    @Override
    public List<String> keys() {
        SortedSet<String> keys = new TreeSet<>(COMPUTED);
        for (String path : person.traits(now).keySet()) {
            keys.add(path.contains(".") ? path.substring(0, path.indexOf('.')) : path);
        }
        return keys.stream().filter(purposes::agreed).toList();
    }

    private Value trait(String path) {
        return person.trait(path, now)
                .map(trait ->
                        trait.value() instanceof Struct struct
                                ? new NestedTraits(path, struct, purposes)
                                : LiquidValues.of(trait.value()))
                .orElse(Nil.ABSENT);
    }

    private Orders orders() {
        return Orders.of(person.timeline(), now);
    }

    private static Value history(Orders orders) {
        List<Value> history = new ArrayList<>(orders.count());
        for (Order order : orders.completed()) {
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("id", Value.of(order.orderId()));
            fields.put("at", Value.of(order.at()));
            fields.put("total", Value.of(order.total()));
            fields.put("currency", Value.of(order.currency()));
            fields.put("products", products(order.lines()));
            history.add(Value.map(fields));
        }
        return Value.list(history);
    }

    private static Value products(List<Order.Line> lines) {
        List<Value> products = new ArrayList<>();
        for (Order.Line line : lines) {
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("id", Value.of(line.productId()));
            fields.put("name", Value.of(line.name()));
            fields.put("price", Value.of(line.price()));
            fields.put("quantity", Value.of(line.quantity()));
            products.add(Value.map(fields));
        }
        return Value.list(products);
    }

    /// A trait that is an object. Each field is asked for by its whole path.
    private record NestedTraits(String path, Struct struct, Purposes purposes) implements Mapping {
        @Override
        public Value get(String key) {
            String inner = path + "." + key;
            if (!purposes.agreed(inner)) {
                return Nil.ABSENT;
            }
            return struct.get(key)
                    .map(value ->
                            value instanceof Struct nested
                                    ? new NestedTraits(inner, nested, purposes)
                                    : LiquidValues.of(value))
                    .orElse(Nil.ABSENT);
        }

        @Override
        public List<String> keys() {
            return struct.names().stream()
                    .filter(name -> purposes.agreed(path + "." + name))
                    .toList();
        }
    }
}
