package io.epistle.rule.said;

import java.util.Locale;

/// A unit of time. Spans are exact: a day is 24 hours, a week 7 days, a month 30 days, a year 365
/// days, wherever clocks are changed; calendar units are said with `this` and with dates.
public enum Unit {
    /// 1,000 milliseconds.
    SECOND,
    /// 60 seconds.
    MINUTE,
    /// 60 minutes.
    HOUR,
    /// 24 hours.
    DAY,
    /// 7 days.
    WEEK,
    /// 30 days.
    MONTH,
    /// 365 days.
    YEAR;

    /// The word for one of it, such as `day`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
