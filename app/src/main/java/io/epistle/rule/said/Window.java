package io.epistle.rule.said;

/// When something must have happened to count.
public sealed interface Window {
    /// At any time: nothing is said, or `ever`.
    record Ever() implements Window {}

    /// `within 14 days` or `in the last 14 days`: counts from the moment it happens until the span
    /// has passed.
    record Within(Span span) implements Window {}

    /// `in the next 3 days`: for dates alone; holds from the span before until the date itself.
    record Next(Span span) implements Window {}

    /// `more than 30 days ago`: counts from the moment the span has passed.
    record MoreThanAgo(Span span) implements Window {}

    /// `between 3 and 10 days ago`: counts once `near` has passed, until `far` has.
    record BetweenAgo(Span near, Span far) implements Window {}

    /// `before 2011-09-30`.
    record Before(Moment moment) implements Window {}

    /// `after 2011-09-30`: a day is over before what comes after it.
    record After(Moment moment) implements Window {}

    /// `since 2011-09-30`: the moment itself belongs to it.
    record Since(Moment moment) implements Window {}

    /// `on 2011-09-30`: that whole day.
    record On(Moment.Day day) implements Window {}

    /// `between 2011-01-01 and 2011-03-31`: both ends belong to it.
    record BetweenMoments(Moment from, Moment to) implements Window {}

    /// `this month`: in the period of the calendar that the present belongs to.
    record This(CalendarUnit unit) implements Window {}
}
