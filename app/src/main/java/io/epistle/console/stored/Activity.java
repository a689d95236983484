package io.epistle.console.stored;

import io.epistle.console.HomeView;
import io.epistle.console.Money;
import io.epistle.event.Fact;
import io.epistle.profile.Order;
import io.epistle.send.SentFacts;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Orders and mails of everyone: by week, and in the last [#DAYS] days beside as many before. That
/// earlier period is told only where the data reach over the whole of it: where the first order, or
/// mail, lies in its middle, it counts fewer days than the later one.
///
/// @param weeks oldest first, at most [#WEEKS]
/// @param orders orders in the two periods
/// @param messages mails sent in the two periods
/// @param revenueNow what the orders of the later period came to
/// @param revenueBefore what those of the earlier one came to; absent where that is not known
/// @param currency what that is in
record Activity(
        List<HomeView.Week> weeks,
        HomeView.Compared orders,
        HomeView.Compared messages,
        BigDecimal revenueNow,
        Optional<BigDecimal> revenueBefore,
        String currency) {
    /// The length of the two periods that Home compares.
    static final int DAYS = 28;

    /// A year of weeks is what a plot of Home can show.
    private static final int WEEKS = 52;

    Activity {
        weeks = List.copyOf(weeks);
    }

    /// One kind of fact in the two periods.
    private static final class Counts {
        private final long[] periods = new long[2];
        private Instant first = Instant.MAX;

        void add(Instant at, int period) {
            first = at.isBefore(first) ? at : first;
            if (period <= Tally.BEFORE) {
                periods[period]++;
            }
        }

        /// Whether the earlier period, which begins at `begin`, is known as a whole.
        ///
        /// @param known since when anything is known
        boolean isWhole(Instant begin, Instant known) {
            return !(periods[Tally.BEFORE] == 0 ? known : first).isAfter(begin);
        }

        HomeView.Compared compared(Instant begin, Instant known) {
            return new HomeView.Compared(
                    periods[Tally.NOW],
                    isWhole(begin, known) ? Optional.of(periods[Tally.BEFORE]) : Optional.empty());
        }
    }

    /// Counts the facts that are handed to it, in any order.
    static final class Tally {
        private static final int NOW = 0;
        private static final int BEFORE = 1;

        private final ZoneId zone;
        private final Instant from;
        private final Instant before;
        private final SortedMap<LocalDate, long[]> weeks = new TreeMap<>();
        private final Counts orders = new Counts();
        private final Counts messages = new Counts();
        private Instant known = Instant.MAX;
        private final BigDecimal[] revenue = {BigDecimal.ZERO, BigDecimal.ZERO};
        private Instant lastOrder = Instant.MIN;
        private String currency = Money.NO_CURRENCY;

        Tally(ZoneId zone, Instant now) {
            this.zone = zone;
            this.from = now.minus(Duration.ofDays(DAYS));
            this.before = now.minus(Duration.ofDays(2L * DAYS));
        }

        /// When the later period begins.
        Instant from() {
            return from;
        }

        void add(Fact fact) {
            known = fact.occurredAt().isBefore(known) ? fact.occurredAt() : known;
            switch (fact.name()) {
                case Order.COMPLETED -> order(Order.of(fact));
                case SentFacts.NAME -> count(fact.occurredAt(), messages, 1);
                default -> {}
            }
        }

        private void order(Order order) {
            int period = count(order.at(), orders, 0);
            if (period <= BEFORE) {
                revenue[period] = revenue[period].add(order.total());
            }
            if (order.at().isAfter(lastOrder)) {
                lastOrder = order.at();
                currency = PersonEntry.currency(order);
            }
        }

        /// Counts in week and period; tells the period, larger than both where it is none of them.
        private int count(Instant at, Counts counts, int kind) {
            LocalDate monday =
                    LocalDate.ofInstant(at, zone)
                            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            weeks.computeIfAbsent(monday, _ -> new long[2])[kind]++;
            int period = !at.isBefore(from) ? NOW : !at.isBefore(before) ? BEFORE : BEFORE + 1;
            counts.add(at, period);
            return period;
        }

        Activity activity() {
            List<HomeView.Week> counted = new ArrayList<>();
            weeks.forEach((monday, counts) ->
                    counted.add(new HomeView.Week(monday, counts[0], counts[1])));
            return new Activity(
                    counted.subList(Math.max(0, counted.size() - WEEKS), counted.size()),
                    orders.compared(before, known),
                    messages.compared(before, known),
                    revenue[NOW],
                    orders.isWhole(before, known) ? Optional.of(revenue[BEFORE]) : Optional.empty(),
                    currency);
        }
    }
}
