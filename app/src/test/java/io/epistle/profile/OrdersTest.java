package io.epistle.profile;

import static io.epistle.profile.OrderFacts.fact;
import static io.epistle.profile.OrderFacts.line;
import static io.epistle.profile.OrderFacts.order;
import static io.epistle.profile.OrderFacts.refund;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Struct;
import io.epistle.event.Timeline;
import io.epistle.event.Value;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

class OrdersTest {
    private static final Instant T = Instant.parse("2011-09-30T12:00:00Z");

    @Test
    void refundsLessenTheSumButNotTheCount() {
        Timeline timeline =
                Timeline.of(
                        List.of(
                                order(1, T, "10.10"),
                                order(2, T.plusSeconds(1), "5"),
                                refund(3, T.plusSeconds(2), "5.05"),
                                fact(4, "Page Viewed", T, Struct.empty())));

        Orders orders = Orders.of(timeline, T.plusSeconds(2));

        assertThat(orders.count()).isEqualTo(2);
        assertThat(orders.ordered()).isEqualByComparingTo("15.10");
        assertThat(orders.takenBack()).isEqualByComparingTo("5.05");
        assertThat(orders.net()).isEqualByComparingTo("10.05");
        assertThat(orders.first().orElseThrow().orderId()).isEqualTo("o1");
        assertThat(orders.last().orElseThrow().at()).isEqualTo(T.plusSeconds(1));
    }

    @Test
    void anOrderCountsFromItsOwnInstantOn() {
        Timeline timeline =
                Timeline.of(List.of(order(1, T, "10"), refund(2, T.plusMillis(5), "1")));

        assertThat(Orders.of(timeline, T.minusMillis(1)).count()).isZero();
        assertThat(Orders.of(timeline, T).count()).isOne();
        assertThat(Orders.nextAfter(timeline, T.minusMillis(1))).contains(T);
        assertThat(Orders.nextAfter(timeline, T)).contains(T.plusMillis(5));
        assertThat(Orders.nextAfter(timeline, T.plusMillis(5))).isEmpty();
    }

    @Test
    void anOrderWithoutATotalIsWorthItsLines() {
        Order order =
                Order.of(
                        order(
                                1,
                                T,
                                List.of(
                                        line("85123A", "HEART T-LIGHT HOLDER", "2.55", 6),
                                        line("POST", "", "18.00", 1))));

        assertThat(order.total()).isEqualByComparingTo("33.30");
        assertThat(order.lines())
                .containsExactly(
                        new Order.Line(
                                "85123A", "HEART T-LIGHT HOLDER", new BigDecimal("2.55"), 6, ""),
                        new Order.Line("POST", "", new BigDecimal("18.00"), 1, ""));
    }

    @Test
    void brokenLinesAreLeftOutAndAMissingQuantityIsOnePiece() {
        Struct withoutId = Struct.of("price", Value.of(1));
        Struct withoutQuantity = Struct.of("product_id", Value.of("A"));
        Struct negative = line("B", "", "1", -3);
        Struct fraction =
                Struct.builder()
                        .put("product_id", "C")
                        .put("quantity", Value.of(new BigDecimal("1.5")))
                        .build();
        Struct wholeDecimal =
                Struct.builder()
                        .put("product_id", "D")
                        .put("quantity", Value.of(new BigDecimal("2.0")))
                        .build();

        List<Order.Line> lines =
                Order.of(
                                order(
                                        1,
                                        T,
                                        List.of(
                                                withoutId,
                                                withoutQuantity,
                                                negative,
                                                fraction,
                                                wholeDecimal)))
                        .lines();

        assertThat(lines).extracting(Order.Line::productId).containsExactly("A", "D");
        assertThat(lines).extracting(Order.Line::quantity).containsExactly(1L, 2L);
    }
}
