package io.epistle;

import java.util.Map;
import java.util.TreeMap;

/// Definitions that several tests put in force.
final class Workspaces {
    private static final String TEMPLATE =
            """
            kind: template
            id: note
            name: A note
            subject: "A note"
            preheader: "A few words."
            html: note.html.liquid
            from:
              name: A shop
              address: hello@shop.example
            brand: shop
            """;

    /// A shop with the campaign `note` to everyone who ordered.
    static final Map<String, String> SHOP =
            Map.of(
                    "brand.yaml",
                    """
                    kind: brand
                    id: shop
                    name: A shop
                    colours:
                      primary: '#1f4d3d'
                    address:
                      - 1 Example Yard
                    from-domain: shop.example
                    website: https://shop.example/
                    product-link: https://shop.example/products/{id}
                    currency: GBP
                    """,
                    "template.yaml",
                    TEMPLATE,
                    "note.html.liquid",
                    """
                    <!doctype html>
                    <html lang="en"><head><title>A note</title></head><body>
                    <p>A few words for {{ user.email }}.</p>
                    <p><a href="{{ links.unsubscribe }}">Unsubscribe</a></p>
                    <p>A shop, 1 Example Yard</p>
                    </body></html>
                    """,
                    "campaign.yaml",
                    """
                    kind: campaign
                    id: note
                    name: A note
                    audience: did "Order Completed"
                    purpose: marketing_email
                    template: note
                    variants:
                      - id: only
                        weight: 100
                        recommender: popularity
                    """);

    /// People who left something in a basket, and a campaign `note` that reminds them of it.
    static final Map<String, String> CARTS =
            Map.of(
                    "carts.yaml",
                    """
                    kind: segment
                    id: abandoned-carts
                    name: Abandoned carts
                    rule: |
                      did "Product Added" between 1 and 24 hours ago
                      and not did "Product Added" within 1 hour
                      and not did "Order Completed" within 24 hours
                    """,
                    "reminder.yaml",
                    """
                    kind: campaign
                    id: note
                    name: Your cart
                    trigger: enters abandoned-carts
                    again: 7 days
                    purpose: marketing_email
                    template: note
                    """);

    /// A source of events over HTTP, and whoever looked twice within a day.
    static final Map<String, String> COLLECTING =
            Map.of(
                    "source.yaml",
                    """
                    kind: source
                    id: web
                    name: Web
                    write-keys: [test-key-one, test-key-two]
                    """,
                    "segment.yaml",
                    """
                    kind: segment
                    id: lookers
                    name: Lookers
                    rule: did "Product Viewed" at least 2 times within 1 day
                    """);

    private Workspaces() {}

    /// The template `note` with other words in it, and more definitions beside it.
    static Map<String, String> note(String html, Map<String, String> others) {
        Map<String, String> files = new TreeMap<>(others);
        files.put("template.yaml", TEMPLATE);
        files.put("note.html.liquid", html);
        return files;
    }
}
