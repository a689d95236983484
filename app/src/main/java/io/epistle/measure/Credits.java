package io.epistle.measure;

import io.epistle.event.Fact;
import io.epistle.profile.Order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a mail is credited with: its shares in what its reader did after clicks by a person. What
/// machines followed and demonstrations simulated is credited with nothing.
///
/// @param conversions the sum of its shares
/// @param revenue its shares in the totals, less those of what was given back, by currency (empty
///   where none was said), in major units
public record Credits(BigDecimal conversions, SortedMap<String, BigDecimal> revenue) {
    /// Nothing.
    public static final Credits NONE = new Credits(BigDecimal.ZERO, new TreeMap<>());

    public Credits {
        revenue = Collections.unmodifiableSortedMap(new TreeMap<>(revenue));
    }

    /// The sum of two.
    public Credits plus(Credits other) {
        SortedMap<String, BigDecimal> sums = new TreeMap<>(revenue);
        other.revenue.forEach((currency, amount) -> sums.merge(currency, amount, BigDecimal::add));
        return new Credits(conversions.add(other.conversions), sums);
    }

    private record Click(Instant at, String sendId) {}

    /// The credits of the mails of one person, by send id; mails without any are left out. A
    /// conversion that is told twice under one order id counts once.
    ///
    /// @param facts the facts of the person that count, in the order of time
    public static SortedMap<String, Credits> of(List<Fact> facts, ConversionDefinition definition) {
        Map<String, BigDecimal> refunds = refunds(facts);
        Set<String> counted = new HashSet<>();
        List<Click> clicks = new ArrayList<>();
        SortedMap<String, Credits> credits = new TreeMap<>();
        for (Fact fact : facts) {
            if (isClick(fact)) {
                clicks.add(
                        new Click(fact.occurredAt(), fact.properties().text("send_id").orElse("")));
            }
            if (fact.name().equals(definition.event())) {
                Instant at = fact.occurredAt();
                List<Click> within =
                        clicks.stream()
                                .filter(click -> at.isBefore(click.at().plus(definition.window())))
                                .toList();
                Order order = Order.of(fact);
                boolean known = !order.orderId().isEmpty() && !counted.add(order.orderId());
                if (!within.isEmpty() && !known) {
                    credit(credits, within, order, refunds, definition.attribution());
                }
            }
        }
        return credits;
    }

    /// Whether a fact is a click that may be credited.
    static boolean isClick(Fact fact) {
        return fact.name().equals(MailResponses.CLICKED)
                && fact.properties().text("traffic").filter("human"::equals).isPresent();
    }

    /// What was given back, by the id of its order.
    private static Map<String, BigDecimal> refunds(List<Fact> facts) {
        Map<String, BigDecimal> refunds = new TreeMap<>();
        for (Fact fact : facts) {
            if (fact.name().equals(Order.REFUNDED)) {
                Order refund = Order.of(fact);
                if (!refund.orderId().isEmpty()) {
                    refunds.merge(refund.orderId(), refund.total(), BigDecimal::add);
                }
            }
        }
        return refunds;
    }

    private static void credit(
            SortedMap<String, Credits> credits,
            List<Click> clicks,
            Order order,
            Map<String, BigDecimal> refunds,
            Attribution attribution) {
        BigDecimal total =
                order.total().subtract(refunds.getOrDefault(order.orderId(), BigDecimal.ZERO));
        List<BigDecimal> shares =
                attribution.shares(clicks.stream().map(Click::at).toList(), order.at());
        for (int click = 0; click < shares.size(); click++) {
            BigDecimal share = shares.get(click);
            if (share.signum() > 0) {
                SortedMap<String, BigDecimal> revenue = new TreeMap<>();
                revenue.put(order.currency(), total.multiply(share));
                credits.merge(
                        clicks.get(click).sendId(), new Credits(share, revenue), Credits::plus);
            }
        }
    }
}
