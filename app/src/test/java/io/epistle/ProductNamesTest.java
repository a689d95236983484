package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.profile.Order;
import io.epistle.send.ReceivedMail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whose words may stand in a mail as a product's: the shop's own, never those of whoever knows a
/// public write key.
class ProductNamesTest {
    private static final String HOSTILE = "WON A PRIZE, claim it at evil.example";

    private static final Map<String, String> SHOWN =
            Workspaces.note(
                    """
                    <!doctype html>
                    <html lang="en"><head><title>A note</title></head><body>
                    {% for item in user.basket %}<p>[{{ item.id }}|{{ item.name }}|{{ item.price }}|{{ item.quantity }}]</p>{% endfor %}
                    {% for order in user.purchase_history %}<p>({{ order.id }}|{{ order.currency }}{% for item in order.products %}|{{ item.id }}|{{ item.name }}|{{ item.price }}{% endfor %})</p>{% endfor %}
                    {% for item in recommendations %}<p>&lt;{{ item.id }}|{{ item.code }}|{{ item.name }}|{{ item.url }}|{{ item.reason }}&gt;</p>{% endfor %}
                    <p><a href="{{ links.unsubscribe }}">Unsubscribe</a></p>
                    <p>A shop, 1 Example Yard</p>
                    </body></html>
                    """,
                    Map.of());

    @TempDir Path folder;

    private ServedShop shop() {
        Map<String, String> definitions = new HashMap<>(Workspaces.COLLECTING);
        definitions.putAll(SHOWN);
        ServedShop shop = ServedShop.posting(folder, definitions);
        shop.shop.customer("ann");
        bought(shop, "ben", "LAMP", "Lamp of brass", "12.50");
        bought(shop, "cid", "BELL", "Bell of tin", "3.00");
        shop.passes(Duration.ofHours(1));
        return shop;
    }

    private static void tell(ServedShop shop, String id, String name, Struct properties) {
        shop.shop.tell(
                new Event(
                        "till",
                        "told-" + id,
                        EventType.TRACK,
                        name,
                        List.of(new Identifier(Identifier.USER_ID, id)),
                        shop.shop.now(),
                        shop.shop.now(),
                        Trust.IMPORTED,
                        properties,
                        Struct.empty(),
                        Struct.empty()));
    }

    private static Struct line(String product, String name, String price) {
        return Struct.builder()
                .put("product_id", product)
                .put("name", name)
                .put("price", Value.of(new BigDecimal(price)))
                .build();
    }

    /// An order that the shop itself tells.
    private static void bought(
            ServedShop shop, String id, String product, String name, String price) {
        tell(
                shop,
                id,
                Order.COMPLETED,
                Struct.builder()
                        .put("order_id", "T-1")
                        .put("currency", "GBP")
                        .put("products", Value.of(List.of(line(product, name, price))))
                        .build());
    }

    /// What a stranger says of Ann by the public key.
    private static void claims(ServedShop shop, String event, String properties) {
        claims(shop, "ann", event, properties);
    }

    private static void claims(ServedShop shop, String id, String event, String properties) {
        assertThat(
                        shop.post(
                                        "/v1/track",
                                        "{\"userId\":\"%s\",\"event\":\"%s\",\"properties\":%s}"
                                                .formatted(id, event, properties))
                                .statusCode())
                .isEqualTo(200);
    }

    private static String product(String id) {
        return "{\"product_id\":\"%s\",\"name\":\"%s\",\"price\":0.01}".formatted(id, HOSTILE);
    }

    private static String sent(ServedShop shop) {
        shop.post();
        ReceivedMail mail = shop.mail("ann@example.com");
        assertThat(mail.html())
                .doesNotContain("PRIZE")
                .doesNotContain("evil")
                .doesNotContain("0.01");
        assertThat(mail.text())
                .doesNotContain("PRIZE")
                .doesNotContain("evil")
                .doesNotContain("0.01");
        return mail.html();
    }

    @Test
    void aBasketOfThePublicKeyIsCalledAndPricedAsTheShopDoes() {
        try (ServedShop shop = shop()) {
            claims(shop, "Product Added", product("LAMP"));
            claims(shop, "Product Added", product("lamp"));
            claims(shop, "Product Added", product(HOSTILE));

            assertThat(sent(shop)).contains("[LAMP|Lamp of brass|12.5|1]").doesNotContain("[WON");
        }
    }

    @Test
    void whatTheShopItselfSaysOfAnUnknownProductStandsWhateverIsSaidOfItLater() {
        try (ServedShop shop = shop()) {
            tell(shop, "ann", "Product Added", line("VASE", "Vase of glass", "7.25"));
            claims(shop, "Product Added", product("VASE"));

            assertThat(sent(shop)).contains("[VASE|Vase of glass|7.25|2]");
        }
    }

    @Test
    void ordersOfThePublicKeyTeachTheCatalogueNothingAndTellNoNames() {
        try (ServedShop shop = shop()) {
            for (int order = 0; order < 5; order++) {
                claims(
                        shop,
                        Order.COMPLETED,
                        "{\"order_id\":\"%s %d\",\"currency\":\"%s\",\"total\":3,\"products\":[%s,%s]}"
                                .formatted(
                                        HOSTILE,
                                        order,
                                        HOSTILE,
                                        product("LAMP"),
                                        product(HOSTILE)));
                claims(
                        shop,
                        "stranger" + order,
                        Order.COMPLETED,
                        "{\"total\":3,\"products\":[%s,%s]}"
                                .formatted(product("BELL"), product(HOSTILE)));
            }
            shop.passes(Duration.ofHours(1));

            assertThat(sent(shop))
                    .contains("(||LAMP|Lamp of brass|12.5)")
                    .contains("&lt;BELL|BELL|Bell of tin|https://");
        }
    }
}
