package io.epistle.event;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The names that the codec writes as one small number: the standard vocabulary of sources. They
/// are part of the program, not of the store, so a piece is readable on its own and no name that a
/// person typed lies anywhere unsealed. The list only ever grows at its end.
final class Names {
    /// Codes from here on name strings of the piece itself.
    static final int LOCAL_FROM = 1_024;

    /// Code 0: the string follows and joins the piece's own table.
    static final int INLINE = 0;

    private static final List<String> STANDARD =
            List.of(
                    "user_id",
                    "anonymous_id",
                    "email",
                    "phone",
                    "Order Completed",
                    "Order Refunded",
                    "order_id",
                    "total",
                    "currency",
                    "products",
                    "product_id",
                    "name",
                    "price",
                    "quantity",
                    "category",
                    "country",
                    "import.orders",
                    "line",
                    "Consent Given",
                    "Consent Withdrawn",
                    "purpose",
                    "evidence",
                    "invented",
                    "Segment Entered",
                    "Segment Left",
                    "segment_id",
                    "Email Sent",
                    "Email Delivered",
                    "Email Opened",
                    "Email Link Clicked",
                    "Email Bounced",
                    "Email Marked as Spam",
                    "Unsubscribed",
                    "campaign_id",
                    "variant",
                    "send_id",
                    "epistle",
                    "epistle.demo",
                    "first_name",
                    "last_name",
                    "city",
                    "Product Viewed",
                    "Product Added",
                    "Product Removed",
                    "Cart Viewed",
                    "Checkout Started",
                    "url",
                    "path",
                    "title",
                    "referrer",
                    "search",
                    "revenue",
                    "shipping",
                    "tax",
                    "discount",
                    "coupon",
                    "sku",
                    "brand",
                    "value",
                    "cart_id",
                    "checkout_id",
                    "ip",
                    "userAgent",
                    "locale",
                    "timezone",
                    "page",
                    "campaign",
                    "source",
                    "medium",
                    "term",
                    "content",
                    "library",
                    "version",
                    "simulated",
                    "reason",
                    "address",
                    "age",
                    "gender",
                    "plan",
                    "link",
                    "template_id",
                    "subject",
                    "stage",
                    "score");

    private static final Map<String, Integer> CODES = codes();

    private Names() {}

    private static Map<String, Integer> codes() {
        Map<String, Integer> codes = new HashMap<>();
        for (int index = 0; index < STANDARD.size(); index++) {
            codes.put(STANDARD.get(index), index + 1);
        }
        return codes;
    }

    /// The code of a standard name, 0 where it is none.
    static int code(String name) {
        return CODES.getOrDefault(name, INLINE);
    }

    /// The standard name of a code.
    static String name(int code) {
        if (code < 1 || code > STANDARD.size()) {
            throw new ByteReader.MalformedBytes(
                    "found name code %d, expected 1 to %d: written by a newer program"
                            .formatted(code, STANDARD.size()));
        }
        return STANDARD.get(code - 1);
    }
}
