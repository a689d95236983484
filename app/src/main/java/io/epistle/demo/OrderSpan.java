package io.epistle.demo;

import io.epistle.event.Fact;
import io.epistle.profile.Order;
import io.epistle.profile.PersonReader;
import io.epistle.store.Rows;

import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// When known customers ordered: the history among which a demonstration stands.
///
/// @param first the time of the first order
/// @param last the time of the last one, at or after `first`
public record OrderSpan(Instant first, Instant last) {
    public OrderSpan {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(
                    "found %s to %s, expected the first order before the last"
                            .formatted(first, last));
        }
    }

    /// The span of the orders in a store; absent where no known customer ordered. Reads everyone.
    public static Optional<OrderSpan> of(Rows rows, PersonReader reader) {
        NavigableSet<Instant> times = new TreeSet<>();
        reader.sweep(
                rows,
                person ->
                        person.timeline().facts().stream()
                                .filter(fact -> fact.name().equals(Order.COMPLETED))
                                .map(Fact::occurredAt)
                                .forEach(times::add));
        return times.isEmpty()
                ? Optional.empty()
                : Optional.of(new OrderSpan(times.first(), times.last()));
    }
}
