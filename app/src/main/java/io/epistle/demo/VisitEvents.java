package io.epistle.demo;

import io.epistle.demo.Assortment.InventedProduct;
import io.epistle.demo.WebVisits.WebVisit;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// What the shop's pages tell of visits, as a batch of the Segment tracking API. Each event says
/// that it is simulated. Now and then a page's tracking is broken and sends an event without a
/// name.
final class VisitEvents {
    /// Between two events of a visit.
    private static final int SECONDS = 3;

    /// One visit in so many meets a page whose tracking is broken.
    private static final int BROKEN = 25;

    private static final String CURRENCY = "GBP";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ArrayNode batch = JSON.createArrayNode();

    private VisitEvents() {}

    /// The body of a request.
    ///
    /// @param visits at least one
    /// @param sentAt when it is sent
    static String of(List<WebVisit> visits, Instant sentAt) {
        VisitEvents events = new VisitEvents();
        visits.forEach(events::add);
        ObjectNode body = JSON.createObjectNode();
        body.set("batch", events.batch);
        body.put("sentAt", sentAt.toString());
        return JSON.writeValueAsString(body);
    }

    private void add(WebVisit visit) {
        Tape tape = new Tape(visit);
        tape.event("page", "name", "Home");
        for (InventedProduct product : visit.viewed()) {
            tell(tape, "Product Viewed", product);
            if (visit.basket().contains(product)) {
                tell(tape, "Product Added", product);
            }
        }
        if (visit.orders()) {
            order(tape, visit);
        }
        if (Math.floorMod(visit.id().hashCode(), BROKEN) == 0) {
            ObjectNode broken = tape.event("track", "event", "Promotion Viewed");
            broken.remove("event");
        }
    }

    private static void tell(Tape tape, String name, InventedProduct product) {
        ObjectNode properties = (ObjectNode) tape.event("track", "event", name).get("properties");
        describe(properties, product);
    }

    private static void order(Tape tape, WebVisit visit) {
        ObjectNode properties =
                (ObjectNode) tape.event("track", "event", "Order Completed").get("properties");
        int pence = visit.basket().stream().mapToInt(InventedProduct::pence).sum();
        properties.put("order_id", "WEB-" + visit.id());
        properties.put("total", BigDecimal.valueOf(pence, 2));
        properties.put("currency", CURRENCY);
        ArrayNode products = properties.putArray("products");
        for (InventedProduct product : visit.basket()) {
            describe(products.addObject(), product);
        }
    }

    private static void describe(ObjectNode node, InventedProduct product) {
        node.put("product_id", product.id());
        node.put("name", product.name());
        node.put("price", BigDecimal.valueOf(product.pence(), 2));
        node.put("quantity", 1);
    }

    /// The events of one visit, one behind the other.
    private final class Tape {
        private final WebVisit visit;
        private int count;

        Tape(WebVisit visit) {
            this.visit = visit;
        }

        ObjectNode event(String type, String key, String name) {
            ObjectNode event = batch.addObject();
            event.put("type", type);
            event.put("messageId", visit.id() + "-" + count);
            event.put("anonymousId", "browser-" + visit.id());
            if (!visit.customer().isEmpty()) {
                event.put("userId", visit.customer());
            }
            event.put(key, name);
            event.put("timestamp", visit.at().plusSeconds((long) SECONDS * count).toString());
            event.putObject("properties").put("simulated", true);
            count++;
            return event;
        }
    }
}
