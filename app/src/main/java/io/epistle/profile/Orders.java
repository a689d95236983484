package io.epistle.profile;

import io.epistle.event.Fact;
import io.epistle.event.Timeline;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a person had ordered and handed back by a moment: a fold over the timeline. One `Order
/// Completed` fact is one order, one `Order Refunded` fact one refund; refunds lessen sums, never
/// counts, because the person did come and buy. Sums add amounts as they are: a shop with several
/// currencies converts before it sends.
///
/// @param completed orders, ascending by time
/// @param refunded refunds, ascending by time
public record Orders(List<Order> completed, List<Order> refunded) {
    public Orders {
        completed = List.copyOf(completed);
        refunded = List.copyOf(refunded);
    }

    /// The orders and refunds with `occurredAt <= now`.
    public static Orders of(Timeline timeline, Instant now) {
        List<Order> completed = new ArrayList<>();
        List<Order> refunded = new ArrayList<>();
        for (Fact fact : timeline.until(now)) {
            switch (fact.name()) {
                case Order.COMPLETED -> completed.add(Order.of(fact));
                case Order.REFUNDED -> refunded.add(Order.of(fact));
                default -> {}
            }
        }
        return new Orders(completed, refunded);
    }

    /// When the next order or refund after `now` happens: until then [#of] gives the same. Absent
    /// where the timeline holds none.
    public static Optional<Instant> nextAfter(Timeline timeline, Instant now) {
        List<Fact> facts = timeline.facts();
        for (Fact fact : facts.subList(timeline.countUntil(now), facts.size())) {
            if (fact.name().equals(Order.COMPLETED) || fact.name().equals(Order.REFUNDED)) {
                return Optional.of(fact.occurredAt());
            }
        }
        return Optional.empty();
    }

    /// The number of orders.
    public int count() {
        return completed.size();
    }

    /// The sum of all orders, before refunds.
    public BigDecimal ordered() {
        return sum(completed);
    }

    /// The sum of all refunds, as a positive number.
    public BigDecimal takenBack() {
        return sum(refunded);
    }

    /// Orders less refunds; negative where more was handed back than the timeline saw ordered.
    public BigDecimal net() {
        return ordered().subtract(takenBack());
    }

    /// The first order; absent where there is none.
    public Optional<Order> first() {
        return completed.isEmpty() ? Optional.empty() : Optional.of(completed.getFirst());
    }

    /// The latest order; absent where there is none.
    public Optional<Order> last() {
        return completed.isEmpty() ? Optional.empty() : Optional.of(completed.getLast());
    }

    private static BigDecimal sum(List<Order> orders) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Order order : orders) {
            sum = sum.add(order.total());
        }
        return sum;
    }
}
