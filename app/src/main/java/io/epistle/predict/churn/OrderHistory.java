package io.epistle.predict.churn;

import io.epistle.event.Timeline;
import io.epistle.profile.Order;
import io.epistle.profile.Orders;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What somebody's orders said at a moment, as figures: the only thing that features look at. Made
/// from [Timeline#asOf] alone, so nothing that happened at the moment or later, or was known only
/// later, is in it.
///
/// Days are of 24 hours, and windows as in rules: an order counts as within 30 days on `[t, t + 30
/// days)`. Amounts are in major units, added as they are.
public final class OrderHistory {
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final Duration YEAR = Duration.ofDays(365);

    private final Instant moment;
    private final List<Order> completed;
    private final List<Order> refunded;

    /// The days with orders, each once, ascending, counted from 1970 in UTC: an order that is sent
    /// in three invoices is one visit.
    private final long[] visits;

    private OrderHistory(Instant moment, Orders orders) {
        this.moment = moment;
        this.completed = orders.completed();
        this.refunded = orders.refunded();
        this.visits =
                completed.stream()
                        .mapToLong(order -> Math.floorDiv(order.at().toEpochMilli(), DAY_MILLIS))
                        .distinct()
                        .toArray();
    }

    /// The history of a person as of a moment; absent where they had not ordered by then, who are
    /// no customers that could be lost.
    public static Optional<OrderHistory> asOf(Timeline timeline, Instant moment) {
        Orders orders = Orders.of(timeline.asOf(moment), moment);
        return orders.completed().isEmpty()
                ? Optional.empty()
                : Optional.of(new OrderHistory(moment, orders));
    }

    /// When the first order was.
    public Instant customerSince() {
        return completed.getFirst().at();
    }

    /// Days since the last order, above 0.
    public double recencyDays() {
        return days(completed.getLast().at());
    }

    /// Days since the first order, at least [#recencyDays].
    public double tenureDays() {
        return days(completed.getFirst().at());
    }

    private double days(Instant at) {
        return (double) (moment.toEpochMilli() - at.toEpochMilli()) / DAY_MILLIS;
    }

    /// The number of orders, at least 1.
    public int orders() {
        return completed.size();
    }

    /// The number of orders within so many days.
    public int ordersWithin(int days) {
        return (int) completed.stream().filter(order -> isWithin(order, days)).count();
    }

    /// Orders less refunds.
    public double net() {
        return sum(completed) - sum(refunded);
    }

    /// Orders less refunds within so many days.
    public double netWithin(int days) {
        return sum(completed.stream().filter(order -> isWithin(order, days)).toList())
                - sum(refunded.stream().filter(order -> isWithin(order, days)).toList());
    }

    private boolean isWithin(Order order, int days) {
        return order.at().isAfter(moment.minus(Duration.ofDays(days)));
    }

    /// The days on which there were orders, at least 1.
    public int visits() {
        return visits.length;
    }

    /// The mean of days between one visit and the next; `NaN` before the second.
    public double gapDays() {
        return visits.length < 2
                ? Double.NaN
                : (double) (visits[visits.length - 1] - visits[0]) / (visits.length - 1);
    }

    /// The standard deviation of the gaps over their mean: 0 for clockwork, about 1 for chance;
    /// `NaN` before the third visit.
    public double gapSpread() {
        if (visits.length < 3) {
            return Double.NaN;
        }
        double mean = gapDays();
        double squares = 0;
        for (int visit = 1; visit < visits.length; visit++) {
            double distance = visits[visit] - visits[visit - 1] - mean;
            squares += distance * distance;
        }
        return StrictMath.sqrt(squares / (visits.length - 1)) / mean;
    }

    /// The mean amount of an order.
    public double orderAmount() {
        return sum(completed) / completed.size();
    }

    /// The amount of the last order over the mean; `NaN` where the mean is not above 0.
    public double lastOverMean() {
        double mean = orderAmount();
        return mean > 0 ? completed.getLast().total().doubleValue() / mean : Double.NaN;
    }

    /// The mean number of lines in an order.
    public double orderLines() {
        return completed.stream().mapToInt(order -> order.lines().size()).average().orElse(0);
    }

    /// The number of refunds.
    public int refunds() {
        return refunded.size();
    }

    /// The refunded share of what was ordered, 0 to 1; `NaN` where nothing worth anything was.
    public double refundedShare() {
        double ordered = sum(completed);
        return ordered > 0 ? Math.clamp(sum(refunded) / ordered, 0, 1) : Double.NaN;
    }

    /// The number of orders, a year ago, in the [ChurnLabel#HORIZON] that is now to come; `NaN` for
    /// people who were not customers yet when these began.
    public double ordersAYearAgo() {
        Instant from = moment.minus(YEAR);
        Instant to = from.plus(ChurnLabel.HORIZON);
        return completed.getFirst().at().isBefore(from)
                ? completed.stream()
                        .filter(order -> !order.at().isBefore(from) && order.at().isBefore(to))
                        .count()
                : Double.NaN;
    }

    private static double sum(List<Order> orders) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Order order : orders) {
            sum = sum.add(order.total());
        }
        return sum.doubleValue();
    }
}
