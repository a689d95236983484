package io.epistle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A data folder that mails through a relay of ours: the gift shop's definitions, those of
/// `bench/workspace`, and customers who agreed to get mail.
record MailingShop(Place place, Path data) {
    /// The write key of the source that may say who agreed to get mail.
    static final String KEY = "example-backend-key";

    /// Makes the folder; what it sends goes to `relay`.
    static MailingShop open(Place place, String name, Relay relay) {
        Path data = place.fresh(name);
        MailingShop shop = new MailingShop(place, data);
        shop.run("apply", place.home().resolve("examples/gift-shop"));
        shop.run("apply", place.home().resolve("bench/workspace"));
        try {
            Files.writeString(
                    data.resolve("epistle.yaml"),
                    """
                    address: http://127.0.0.1:8600
                    relay:
                      host: 127.0.0.1
                      port: %d
                      deliveries: %d
                    """
                            .formatted(relay.port(), PlainSender.CONNECTIONS));
        } catch (IOException refused) {
            throw new Unanswered("The folder %s cannot be written to.".formatted(data));
        }
        shop.run("go-live");
        return shop;
    }

    /// Runs a command over this folder to its end.
    EpistleProcess run(Object... words) {
        List<Object> line = new ArrayList<>(List.of(words));
        line.add("--data");
        line.add(data);
        return EpistleProcess.run(place, line.toArray());
    }

    ServingProcess serve() {
        return ServingProcess.start(place, "serve", "--port", 0, "--data", data);
    }

    /// The address of a customer.
    static String address(String customer) {
        return customer + "@example.com";
    }

    /// What makes a customer known and reachable.
    static List<String> arrival(String customer) {
        return List.of(
                event(
                        "a-" + customer,
                        customer,
                        "\"type\":\"identify\",\"traits\":{\"email\":\"%s\",\"firstName\":\"Ann\"}"
                                .formatted(address(customer))),
                event(
                        "c-" + customer,
                        customer,
                        "\"type\":\"track\",\"event\":\"Consent"
                                + " Given\",\"properties\":{\"purpose\":\"marketing_email\"}"));
    }

    /// An event as JSON.
    ///
    /// @param what its type and what belongs to that
    static String event(String id, String customer, String what) {
        return "{\"messageId\":\"%s\",\"userId\":\"%s\",%s}".formatted(id, customer, what);
    }

    /// Somebody looks at a product.
    static String view(String id, String customer, int product) {
        return event(
                id,
                customer,
                "\"type\":\"track\",\"event\":\"Product Viewed\",\"properties\":{\"product_id\":\"P%d\",\"name\":\"Product %d\",\"price\":%d.5,\"currency\":\"GBP\"}"
                        .formatted(product, product, 1 + product % 99));
    }
}
