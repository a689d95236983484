package io.epistle.predict.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.epistle.event.Fact;
import io.epistle.event.Timeline;
import io.epistle.profile.Order;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class OrderHistoryTest {
    private static final Instant NOW = Customers.NOW;

    @Test
    void noFeatureSeesWhatHappenedLaterOrWasKnownLater() {
        Random random = new Random(1);
        int moved = 0;
        for (int trial = 0; trial < 2_000; trial++) {
            List<Fact> facts = Customers.random(random, 12);
            Instant moment = NOW.minus(Duration.ofDays(random.nextInt(800)));
            Optional<List<Double>> before = row(facts, moment);
            List<Fact> more = new ArrayList<>(facts);
            for (int left = 1 + random.nextInt(5); left > 0; left--) {
                more.add(unseen(random, more.size() + 1L, moment));
            }

            assertThat(row(more, moment)).isEqualTo(before);

            more.add(
                    Customers.fact(
                            more.size() + 1L, Order.COMPLETED, moment.minusMillis(1), moment, "7"));
            moved += row(more, moment).equals(before) ? 0 : 1;
        }
        assertThat(moved).as("what was known in time is seen").isEqualTo(2_000);
    }

    /// A fact of the moment itself, of later, or of before but known a moment too late.
    private static Fact unseen(Random random, long sequence, Instant moment) {
        String name = random.nextInt(3) == 0 ? Order.REFUNDED : Order.COMPLETED;
        Instant later = moment.plusMillis(random.nextInt(3) * random.nextLong(1L << 33));
        Instant earlier = moment.minusMillis(1 + random.nextLong(1L << 35));
        return random.nextBoolean()
                ? Customers.fact(sequence, name, later, moment.minusMillis(5), "99")
                : Customers.fact(sequence, name, earlier, later.plusMillis(1), "99");
    }

    private static Optional<List<Double>> row(List<Fact> facts, Instant moment) {
        return OrderHistory.asOf(Timeline.of(facts), moment)
                .map(history ->
                        java.util.Arrays.stream(ChurnFeature.row(history)).boxed().toList());
    }

    @Test
    void figuresOfThreeOrdersAndARefund() {
        List<Fact> facts =
                List.of(
                        Customers.fact(1, Order.COMPLETED, ago(380), ago(380), "30"),
                        Customers.fact(2, Order.COMPLETED, ago(350), ago(350), "20"),
                        Customers.fact(3, Order.COMPLETED, ago(10), ago(10), "10"),
                        Customers.fact(4, Order.REFUNDED, ago(9), ago(9), "15"));

        OrderHistory history = OrderHistory.asOf(Timeline.of(facts), NOW).orElseThrow();

        assertThat(history.recencyDays()).isEqualTo(10);
        assertThat(history.tenureDays()).isEqualTo(380);
        assertThat(history.orders()).isEqualTo(3);
        assertThat(history.ordersWithin(365)).isEqualTo(2);
        assertThat(history.ordersWithin(10)).as("exactly ten days ago").isZero();
        assertThat(history.net()).isEqualTo(45);
        assertThat(history.netWithin(30)).isEqualTo(-5);
        assertThat(history.gapDays()).isEqualTo(185);
        assertThat(history.gapSpread()).isCloseTo(155 / 185.0, within(1e-12));
        assertThat(history.orderAmount()).isEqualTo(20);
        assertThat(history.lastOverMean()).isEqualTo(0.5);
        assertThat(history.orderLines()).isEqualTo(2);
        assertThat(history.refunds()).isEqualTo(1);
        assertThat(history.refundedShare()).isEqualTo(0.25);
        assertThat(history.ordersAYearAgo()).as("350 days ago").isEqualTo(1);
    }

    @Test
    void whatOneOrderCannotTellIsMissing() {
        OrderHistory history =
                OrderHistory.asOf(Timeline.of(List.of(Customers.order(1, ago(3)))), NOW)
                        .orElseThrow();

        assertThat(history.gapDays()).isNaN();
        assertThat(history.gapSpread()).isNaN();
        assertThat(history.ordersAYearAgo()).isNaN();
        assertThat(ChurnFeature.row(history)).doesNotContain(Double.POSITIVE_INFINITY);
    }

    @Test
    void whoNeverOrderedIsNoCustomer() {
        Fact visit = Customers.fact(1, "Product Viewed", ago(3), ago(3), "0");
        Fact refund = Customers.fact(2, Order.REFUNDED, ago(2), ago(2), "5");

        assertThat(OrderHistory.asOf(Timeline.of(List.of(visit, refund)), NOW)).isEmpty();
        assertThat(OrderHistory.asOf(Timeline.of(List.of(Customers.order(1, NOW))), NOW)).isEmpty();
    }

    @Test
    void strangeAmountsGiveNoInfiniteFigure() {
        Fact free = Customers.fact(1, Order.COMPLETED, ago(30), ago(30), "0");
        Fact back = Customers.fact(2, Order.REFUNDED, ago(3), ago(3), "1000000000000");

        OrderHistory history =
                OrderHistory.asOf(Timeline.of(List.of(free, back)), NOW).orElseThrow();

        for (double figure : ChurnFeature.row(history)) {
            assertThat(Double.isInfinite(figure)).isFalse();
        }
    }

    @Test
    void theLabelIsWhatHappenedInTheWeeksAfter() {
        Instant end = NOW.plus(ChurnLabel.HORIZON);
        Timeline first = Timeline.of(List.of(Customers.order(1, ago(3)), Customers.order(2, NOW)));
        Timeline after = Timeline.of(List.of(Customers.order(1, ago(3)), Customers.order(2, end)));
        Timeline late =
                Timeline.of(
                        List.of(Customers.fact(1, Order.COMPLETED, NOW, end.plusMillis(1), "5")));

        assertThat(ChurnLabel.of(first, NOW, end)).isEqualTo(ChurnLabel.ORDERED);
        assertThat(ChurnLabel.of(after, NOW, end.plusMillis(1))).isEqualTo(ChurnLabel.CHURNED);
        assertThat(ChurnLabel.of(late, NOW, end))
                .as("nobody knew of it")
                .isEqualTo(ChurnLabel.CHURNED);
        assertThat(ChurnLabel.of(first, NOW, end.minusMillis(1)))
                .as("the weeks are not over")
                .isEqualTo(ChurnLabel.OPEN);
    }

    private static Instant ago(int days) {
        return NOW.minus(Duration.ofDays(days));
    }
}
