package io.epistle.profile;

import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One order or one refund, as a fact of Segment's e-commerce vocabulary tells it. Reading is
/// lenient, because a fact keeps what it was given: what is missing or of the wrong type counts as
/// not said.
///
/// @param orderId the shop's number for it; empty where none was given
/// @param at when it was placed or refunded
/// @param total in major units, exact; the lines' sum where the fact gives no total; never negative
///   in honest facts, refunds included
/// @param currency ISO 4217, such as `GBP`; empty where none was given
/// @param properties all that the fact says, the lines included
/// @param vouched whether a source tells it that is believed ([Trust#isVouched]): others may say
///   anything by a public write key
public record Order(
        String orderId,
        Instant at,
        BigDecimal total,
        String currency,
        Struct properties,
        boolean vouched) {
    /// The name of facts that are orders.
    public static final String COMPLETED = "Order Completed";

    /// The name of facts that take an order, or a part of it, back.
    public static final String REFUNDED = "Order Refunded";

    /// The names of both.
    public static final List<String> NAMES = List.of(COMPLETED, REFUNDED);

    /// The properties from which [#total()] is read.
    public static final List<String> AMOUNTS = List.of("products", "total");

    /// One line of an order.
    ///
    /// @param productId the shop's number for the product, as given
    /// @param name what the shop called it then; empty where unknown
    /// @param price of one piece, in major units, exact; may be zero or negative in dirty exports
    /// @param quantity pieces, at least 1
    /// @param category empty where unknown
    public record Line(
            String productId, String name, BigDecimal price, long quantity, String category) {
        /// Price times quantity.
        public BigDecimal amount() {
            return price.multiply(BigDecimal.valueOf(quantity));
        }

        /// This line with other pieces.
        Line times(long pieces) {
            return new Line(productId, name, price, pieces, category);
        }
    }

    /// Whether a fact is an order or a refund.
    public static boolean isOne(Fact fact) {
        return NAMES.contains(fact.name());
    }

    /// Reads an order or a refund from its fact, whichever it is.
    public static Order of(Fact fact) {
        Struct properties = fact.properties();
        BigDecimal total =
                number(properties, "total")
                        .orElseGet(() ->
                                lines(properties).stream()
                                        .map(Line::amount)
                                        .reduce(BigDecimal.ZERO, BigDecimal::add));
        return new Order(
                properties.text("order_id").orElse(""),
                fact.occurredAt(),
                total,
                properties.text("currency").orElse(""),
                properties,
                fact.event().trust().isVouched());
    }

    /// The lines in the order they were given, read anew at each call. Lines without a product id
    /// or with a quantity below 1 are left out.
    public List<Line> lines() {
        return lines(properties);
    }

    /// The lines of any struct that holds `products`, by the rules of [#lines()].
    public static List<Line> lines(Struct properties) {
        List<Struct> products = properties.structs("products");
        List<Line> lines = new ArrayList<>(products.size());
        for (Struct product : products) {
            line(product).ifPresent(lines::add);
        }
        return lines;
    }

    /// One product as a line, by the rules of [#lines()]; absent where it would be left out.
    static Optional<Line> line(Struct product) {
        String productId = product.text("product_id").orElse("");
        long quantity = quantity(product);
        return productId.isEmpty() || quantity < 1
                ? Optional.empty()
                : Optional.of(
                        new Line(
                                productId,
                                product.text("name").orElse(""),
                                number(product, "price").orElse(BigDecimal.ZERO),
                                quantity,
                                product.text("category").orElse("")));
    }

    /// A missing quantity is one piece, as Segment's specification has it; a fraction is none at
    /// all.
    private static long quantity(Struct product) {
        return switch (product.get("quantity").orElse(Value.of(1))) {
            case Value.Whole(long pieces) -> pieces;
            case Value.Decimal(BigDecimal number)
                    when number.stripTrailingZeros().scale() <= 0
                            && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0 ->
                    number.longValueExact();
            case Value.Decimal _,
                    Value.Text _,
                    Value.Bool _,
                    Value.Sequence _,
                    Value.Nothing _,
                    Struct _ ->
                    0;
        };
    }

    private static Optional<BigDecimal> number(Struct struct, String name) {
        return struct.get(name).filter(Value::isNumber).map(Value::exactNumber);
    }
}
