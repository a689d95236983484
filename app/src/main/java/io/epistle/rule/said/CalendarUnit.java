package io.epistle.rule.said;

import java.util.Locale;

/// A period of the calendar in the account's zone, as in `this month`. Weeks start on Monday.
public enum CalendarUnit {
    /// From midnight to midnight.
    DAY,
    /// From Monday to Sunday.
    WEEK,
    /// From the first of a month.
    MONTH,
    /// From the first of January, April, July or October.
    QUARTER,
    /// From the first of January.
    YEAR;

    /// The word, such as `month`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
