package io.epistle.predict.churn;

import java.util.List;

/// What the churn model looks at: one definition each, for training and scoring alike. Counts, days
/// and amounts go in as logarithms, since a tenth order says less than a second. A figure is `NaN`
/// where it is missing.
public enum ChurnFeature {
    /// Since the last order.
    RECENCY(ChurnTopic.ORDERS),
    /// The time since the last order in usual gaps.
    OVERDUE(ChurnTopic.ORDERS),
    /// Orders ever.
    ORDERS(ChurnTopic.ORDERS),
    /// Orders of the last month.
    ORDERS_30(ChurnTopic.ORDERS),
    /// Orders of the last quarter.
    ORDERS_90(ChurnTopic.ORDERS),
    /// Orders of the last half year.
    ORDERS_180(ChurnTopic.ORDERS),
    /// Orders of the last year.
    ORDERS_365(ChurnTopic.ORDERS),
    /// Days with orders.
    VISITS(ChurnTopic.ORDERS),
    /// The usual gap between visits.
    GAP(ChurnTopic.ORDERS),
    /// How irregular the gaps are.
    GAP_SPREAD(ChurnTopic.ORDERS),
    /// Orders less refunds, ever.
    NET(ChurnTopic.ORDERS),
    /// Orders less refunds, of the last quarter.
    NET_90(ChurnTopic.ORDERS),
    /// Orders less refunds, of the last year.
    NET_365(ChurnTopic.ORDERS),
    /// The usual amount of an order.
    ORDER_AMOUNT(ChurnTopic.BASKET),
    /// The usual number of lines in an order.
    ORDER_LINES(ChurnTopic.BASKET),
    /// The last order beside the usual one.
    LAST_OVER_MEAN(ChurnTopic.BASKET),
    /// Refunds ever.
    REFUNDS(ChurnTopic.REFUNDS),
    /// How much was handed back.
    REFUNDED_SHARE(ChurnTopic.REFUNDS),
    /// Since the first order.
    TENURE(ChurnTopic.ORDERS),
    /// Orders a year ago, in the weeks that are now to come.
    YEAR_AGO(ChurnTopic.LAST_YEAR);

    /// All features, in the order of a row.
    public static final List<ChurnFeature> ALL = List.of(values());

    private final ChurnTopic topic;

    ChurnFeature(ChurnTopic topic) {
        this.topic = topic;
    }

    /// What it is about, as people are told.
    public ChurnTopic topic() {
        return topic;
    }

    /// Its place in a row.
    public int column() {
        return ALL.indexOf(this);
    }

    /// The figure of a history; `NaN` where it is missing.
    public double of(OrderHistory history) {
        return switch (this) {
            case RECENCY -> log(history.recencyDays());
            case OVERDUE -> StrictMath.log((1 + history.recencyDays()) / (1 + history.gapDays()));
            case ORDERS -> log(history.orders());
            case ORDERS_30 -> log(history.ordersWithin(30));
            case ORDERS_90 -> log(history.ordersWithin(90));
            case ORDERS_180 -> log(history.ordersWithin(180));
            case ORDERS_365 -> log(history.ordersWithin(365));
            case VISITS -> log(history.visits());
            case GAP -> log(history.gapDays());
            case GAP_SPREAD -> history.gapSpread();
            case NET -> signedLog(history.net());
            case NET_90 -> signedLog(history.netWithin(90));
            case NET_365 -> signedLog(history.netWithin(365));
            case ORDER_AMOUNT -> signedLog(history.orderAmount());
            case ORDER_LINES -> log(history.orderLines());
            case LAST_OVER_MEAN -> signedLog(history.lastOverMean());
            case REFUNDS -> log(history.refunds());
            case REFUNDED_SHARE -> history.refundedShare();
            case TENURE -> log(history.tenureDays());
            case YEAR_AGO -> log(history.ordersAYearAgo());
        };
    }

    /// The figures of a history, one for each of [#ALL].
    public static double[] row(OrderHistory history) {
        double[] row = new double[ALL.size()];
        for (int column = 0; column < row.length; column++) {
            row[column] = ALL.get(column).of(history);
        }
        return row;
    }

    private static double log(double figure) {
        return StrictMath.log1p(figure);
    }

    private static double signedLog(double figure) {
        return Math.copySign(StrictMath.log1p(Math.abs(figure)), figure);
    }
}
