package io.epistle.measure;

import io.epistle.event.Fact;
import io.epistle.profile.Order;
import io.epistle.profile.Person;
import io.epistle.profile.PersonReader;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerEntry;
import io.epistle.send.LedgerState;
import io.epistle.store.Rows;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a campaign brought, by variant: who got it, who clicked, who ordered within the window and
/// for how much. Every figure is a fold over the ledger and the timelines of those who got it;
/// refunds within the window lessen the revenue.
///
/// @param campaign the campaign's id
/// @param window how long after the mail an order counts
/// @param arms by variant, ascending
public record CampaignResults(String campaign, Duration window, List<Arm> arms) {
    /// How long after the mail an order counts where nothing else is said: ten weeks.
    public static final Duration WINDOW_STANDARD = Duration.ofDays(70);

    /// One variant.
    ///
    /// @param variant its id
    /// @param sent people who got it
    /// @param clicked those of them who followed a link
    /// @param ordered those of them who ordered within the window
    /// @param revenue orders less refunds within the window, in major units
    public record Arm(String variant, long sent, long clicked, long ordered, BigDecimal revenue) {
        Arm plus(Arm other) {
            return new Arm(
                    variant,
                    sent + other.sent,
                    clicked + other.clicked,
                    ordered + other.ordered,
                    revenue.add(other.revenue));
        }
    }

    public CampaignResults {
        arms = List.copyOf(arms);
    }

    /// Folds the results of a campaign. Reads the timeline of everyone who got it, on all cores.
    public static CampaignResults of(
            Rows rows, PersonReader reader, Ledger ledger, String campaign, Duration window) {
        List<LedgerEntry> sent = new ArrayList<>();
        ledger.scan(
                rows,
                campaign,
                (_, entry) -> {
                    if (entry.state().standing() == LedgerState.Standing.SENT) {
                        sent.add(entry);
                    }
                    return true;
                });
        SortedMap<String, Arm> arms = new TreeMap<>();
        sent.parallelStream()
                .map(entry -> arm(rows, reader, entry, window))
                .toList()
                .forEach(arm -> arms.merge(arm.variant(), arm, Arm::plus));
        return new CampaignResults(campaign, window, List.copyOf(arms.values()));
    }

    private static Arm arm(Rows rows, PersonReader reader, LedgerEntry entry, Duration window) {
        List<Fact> facts =
                reader.read(rows, entry.person())
                        .map(Person::timeline)
                        .map(timeline -> timeline.facts())
                        .orElse(List.of());
        long orders = 0;
        BigDecimal revenue = BigDecimal.ZERO;
        for (Fact fact : facts) {
            boolean within =
                    fact.occurredAt().isAfter(entry.changedAt())
                            && fact.occurredAt().isBefore(entry.changedAt().plus(window));
            if (within && fact.name().equals(Order.COMPLETED)) {
                orders++;
                revenue = revenue.add(Order.of(fact).total());
            } else if (within && fact.name().equals(Order.REFUNDED)) {
                revenue = revenue.subtract(Order.of(fact).total());
            }
        }
        return new Arm(entry.variant(), 1, entry.clicked() ? 1 : 0, orders > 0 ? 1 : 0, revenue);
    }
}
