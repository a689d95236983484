package io.epistle.collect;

import java.util.Optional;

/// Decides over a whole column whether days or months come first: by the dates that can be read in
/// one way only. A few that contradict all others are typing errors, not another order.
final class DateOrderTally {
    /// So many of a hundred may contradict the rest.
    static final int STRAY_MAX_PERCENT = 1;

    private long dayFirstOnly;
    private long monthFirstOnly;
    private long either;
    private String firstEither = "";

    /// Takes what one cell says.
    void add(String cell, TimeReadings readings) {
        boolean day = readings.dayFirst() != TimeReadings.NONE;
        boolean month = readings.monthFirst() != TimeReadings.NONE;
        if (day && month && readings.dayFirst() != readings.monthFirst()) {
            either++;
            firstEither = firstEither.isEmpty() ? cell.strip() : firstEither;
        } else if (day && !month) {
            dayFirstOnly++;
        } else if (month && !day) {
            monthFirstOnly++;
        }
    }

    /// Says how dates are read; empty where the order makes no difference.
    String word(DateOrder order) {
        if (!matters()) {
            return "";
        }
        return switch (order) {
            case DAY_FIRST -> "day first";
            case MONTH_FIRST -> "month first";
        };
    }

    private boolean matters() {
        return dayFirstOnly + monthFirstOnly + either > 0;
    }

    /// The order, absent where nothing tells; then [#question] asks the user.
    Optional<DateOrder> order() {
        if (!matters() || isStray(monthFirstOnly, dayFirstOnly)) {
            return Optional.of(DateOrder.DAY_FIRST);
        }
        return isStray(dayFirstOnly, monthFirstOnly)
                ? Optional.of(DateOrder.MONTH_FIRST)
                : Optional.empty();
    }

    /// Whether so few contradict so many that they are typing errors.
    static boolean isStray(long few, long many) {
        return many > 0 && few * 100 <= many * STRAY_MAX_PERCENT;
    }

    /// What to ask where nothing tells.
    String question() {
        String found =
                dayFirstOnly + monthFirstOnly == 0
                        ? "all dates, such as %s, can be read with the day or with the month first"
                                .formatted(firstEither)
                        : "%,d dates can only be read with the day first and %,d only with the month first"
                                .formatted(dayFirstOnly, monthFirstOnly);
        return found + ": say date_order: day or date_order: month in the mapping";
    }
}
