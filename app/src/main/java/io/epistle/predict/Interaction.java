package io.epistle.predict;

import java.time.Instant;

/// One sign that somebody wanted an item.
///
/// @param person the key of the person, such as a person id in hexadecimal; empty for somebody
///   unknown, who counts for popularity alone
/// @param item the canonical id of the item, never empty
/// @param at when
/// @param weight how strong a sign it is, above 0; an order's line has 1
/// @param order what it belongs to, such as the order's id; empty where it belongs to nothing
public record Interaction(String person, String item, Instant at, double weight, String order) {
    public Interaction {
        if (item.isEmpty() || !(weight > 0) || weight == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "found item '%s' of weight %s, expected a name and a weight above 0"
                            .formatted(item, weight));
        }
    }
}
