package io.epistle.predict.churn;

import java.util.Locale;

/// What features are about, in words. How long ago, how often, how regularly and for how much
/// somebody ordered in how long a time say nearly the same in many ways, so that the model may add
/// with one what it takes with the other: only together their part in a score means something.
public enum ChurnTopic {
    /// Since when they order, how long ago, how often, how regularly, for how much in all.
    ORDERS,
    /// What one order is like.
    BASKET,
    /// What was handed back.
    REFUNDS,
    /// What they did at this time of last year.
    LAST_YEAR;

    /// What a history says about it, in a few words.
    public String words(OrderHistory history) {
        return switch (this) {
            case ORDERS -> orders(history);
            case BASKET ->
                    "an order of theirs is worth %s".formatted(amount(history.orderAmount()));
            case REFUNDS -> count(history.refunds(), "refund");
            case LAST_YEAR -> lastYear(history.ordersAYearAgo());
        };
    }

    private static String orders(OrderHistory history) {
        String ago = days(history.recencyDays());
        if (history.orders() == 1) {
            return "one order, %s ago".formatted(ago);
        }
        return Double.isNaN(history.gapDays())
                ? "%d orders, all %s ago".formatted(history.orders(), ago)
                : "%d orders in %s, the last %s ago, usually every %s"
                        .formatted(
                                history.orders(),
                                days(history.tenureDays()),
                                ago,
                                days(history.gapDays()));
    }

    private static String lastYear(double orders) {
        return Double.isNaN(orders)
                ? "not yet a customer at this time last year"
                : "%s in these weeks of last year".formatted(count((long) orders, "order"));
    }

    private static String days(double days) {
        return days < 1 ? "less than a day" : count(Math.round(days), "day");
    }

    private static String count(long count, String noun) {
        return switch ((int) Math.min(count, 2)) {
            case 0 -> "no " + noun;
            case 1 -> "1 " + noun;
            default -> "%d %ss".formatted(count, noun);
        };
    }

    private static String amount(double amount) {
        return String.format(Locale.ROOT, "%.0f", amount);
    }
}
