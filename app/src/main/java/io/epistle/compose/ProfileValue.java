package io.epistle.compose;

import io.epistle.catalogue.Catalogue;
import io.epistle.catalogue.Product;
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
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The person as templates see them under `user`: traits by name, and what was computed from orders
/// and basket. An attribute that the person did not agree to is absent. Products are called and
/// priced as the catalogue has them; what a source that is not believed says of others is left out.
final class ProfileValue implements Mapping {
    private static final String BASKET = "basket";
    private static final String PURCHASE_HISTORY = "purchase_history";
    private static final String ORDER_COUNT = "order_count";
    private static final String TOTAL_SPENT = "total_spent";
    private static final String EMAIL = "email";
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final List<String> COMPUTED =
            List.of(BASKET, EMAIL, ORDER_COUNT, PURCHASE_HISTORY, TOTAL_SPENT);

    private final Person person;
    private final EmailAddress email;
    private final Instant now;
    private final Purposes purposes;
    private final Catalogue catalogue;

    ProfileValue(ComposeInput input) {
        this.person = input.person();
        this.email = input.to().address();
        this.now = input.now();
        this.purposes = input.purposes();
        this.catalogue = input.catalogue();
    }

    @Override
    public Value get(String key) {
        if (!purposes.agreed(key)) {
            return Nil.ABSENT;
        }
        return switch (key) {
            case BASKET -> products(Basket.of(person.timeline(), now).items());
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

    private Value history(Orders orders) {
        List<Value> history = new ArrayList<>(orders.count());
        for (Order order : orders.completed()) {
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("id", order.vouched() ? Value.of(order.orderId()) : Nil.NULL);
            fields.put("at", Value.of(order.at()));
            fields.put("total", Value.of(order.total()));
            fields.put("currency", currency(order));
            fields.put(
                    "products",
                    products(
                            order.lines().stream()
                                    .map(line -> new Basket.Item(line, order.vouched()))
                                    .toList()));
            history.add(Value.map(fields));
        }
        return Value.list(history);
    }

    private static Value currency(Order order) {
        return order.vouched() || CURRENCY.matcher(order.currency()).matches()
                ? Value.of(order.currency())
                : Nil.NULL;
    }

    private Value products(List<Basket.Item> items) {
        List<Value> products = new ArrayList<>();
        for (Basket.Item item : items) {
            Order.Line line = item.line();
            Optional<Product> known = catalogue.product(line.productId());
            if (known.isPresent() || item.vouched()) {
                Map<String, Value> fields = new LinkedHashMap<>();
                fields.put("id", Value.of(known.map(Product::code).orElse(line.productId())));
                fields.put("name", Value.of(known.map(Product::name).orElse(line.name())));
                fields.put("price", Value.of(known.map(Product::price).orElse(line.price())));
                fields.put("quantity", Value.of(line.quantity()));
                products.add(Value.map(fields));
            }
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
