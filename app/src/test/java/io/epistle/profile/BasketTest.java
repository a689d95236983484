package io.epistle.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Fact;
import io.epistle.event.Timeline;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// Baskets of random shoppers against a count of each product's pieces.
final class BasketTest {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aBasketHoldsWhatWasPutInAndNeitherTakenOutNorOrdered(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Fact> facts = new ArrayList<>();
        Map<String, Long> pieces = new HashMap<>();
        for (int step = 0; step < 300; step++) {
            Instant at = START.plusSeconds(step);
            String product = "P" + random.nextInt(6);
            long quantity = random.nextInt(4);
            switch (random.nextInt(12)) {
                case 0 -> {
                    facts.add(OrderFacts.order(step + 1, at, "1.00"));
                    pieces.clear();
                }
                case 1, 2, 3, 4 -> {
                    facts.add(put("Product Removed", step, product, quantity));
                    pieces.merge(product, -quantity, (held, out) -> Math.max(0, held + out));
                    pieces.values().removeIf(left -> left <= 0);
                }
                case 5 -> facts.add(put("Product Viewed", step, product, 1));
                default -> {
                    facts.add(put("Product Added", step, product, quantity));
                    if (quantity > 0) {
                        pieces.merge(product, quantity, Long::sum);
                    }
                }
            }

            Basket basket = Basket.of(Timeline.of(facts), at);
            assertThat(
                            basket.items().stream()
                                    .map(Basket.Item::line)
                                    .collect(
                                            Collectors.toMap(
                                                    Order.Line::productId, Order.Line::quantity)))
                    .isEqualTo(pieces);
        }
        assertThat(Basket.of(Timeline.of(facts), START.minusSeconds(1)).items()).isEmpty();
    }

    private static Fact put(String name, int step, String product, long quantity) {
        return OrderFacts.fact(
                step + 1,
                name,
                START.plusSeconds(step),
                OrderFacts.line(product, product, "1.00", quantity));
    }
}
