package io.epistle.predict.churn;

import io.epistle.event.Fact;
import io.epistle.event.Timeline;
import io.epistle.profile.Order;

import java.time.Duration;
import java.time.Instant;

/// What became of a customer after a moment, as far as it is known.
public enum ChurnLabel {
    /// They placed no order in the weeks after.
    CHURNED,
    /// They placed one; that it was handed back later changes nothing, they did come.
    ORDERED,
    /// The weeks are not over: nobody knows yet, not even of those who ordered already, or the
    /// known part of people would be another sort of people than the rest.
    OPEN;

    /// Who places no order for so long from the moment on has churned: the ten weeks in which a
    /// campaign's effect is looked at, and two or three gaps of most of a shop's customers.
    public static final Duration HORIZON = Duration.ofDays(70);

    /// What became of a person in `[moment, moment + HORIZON)` by what happened before `until` and
    /// was known by then.
    public static ChurnLabel of(Timeline timeline, Instant moment, Instant until) {
        Instant end = moment.plus(HORIZON);
        if (end.isAfter(until)) {
            return OPEN;
        }
        for (Fact fact : timeline.asOf(until).facts()) {
            boolean inside = !fact.occurredAt().isBefore(moment) && fact.occurredAt().isBefore(end);
            if (inside && fact.name().equals(Order.COMPLETED)) {
                return ORDERED;
            }
        }
        return CHURNED;
    }
}
