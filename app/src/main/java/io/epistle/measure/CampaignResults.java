package io.epistle.measure;

import io.epistle.event.Fact;
import io.epistle.profile.Order;
import io.epistle.profile.Person;
import io.epistle.profile.PersonReader;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerEntry;
import io.epistle.send.LedgerState;
import io.epistle.send.Response;
import io.epistle.store.Rows;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a campaign brought, by variant: who got it, opened it and clicked, who ordered within the
/// window and for how much. Every figure is a fold over the ledger and the timelines of those who
/// got it; refunds within the window lessen the revenue.
///
/// @param campaign the campaign's id
/// @param window how long after the mail an order counts, whoever clicked
/// @param arms by variant, ascending
public record CampaignResults(String campaign, Duration window, List<Arm> arms) {
    /// How long after the mail an order counts where nothing else is said: ten weeks.
    public static final Duration WINDOW_STANDARD = Duration.ofDays(70);

    /// How often something was done with the mails of a variant, by people, machines and those of
    /// whom it cannot be told. What a demonstration simulated is not among it.
    ///
    /// @param people how many people did it at least once
    /// @param times how often people did it
    /// @param machine how often machines did
    /// @param unknown how often somebody or something did
    public record Engagement(long people, long times, long machine, long unknown) {
        static final Engagement NONE = new Engagement(0, 0, 0, 0);

        Engagement plus(Engagement other) {
            return new Engagement(
                    people + other.people,
                    times + other.times,
                    machine + other.machine,
                    unknown + other.unknown);
        }

        /// With one more fact.
        private Engagement plus(Fact fact) {
            return switch (fact.properties().text("traffic").orElse("")) {
                case "human" -> new Engagement(people, times + 1, machine, unknown);
                case "machine" -> new Engagement(people, times, machine + 1, unknown);
                case "unknown" -> new Engagement(people, times, machine, unknown + 1);
                default -> this;
            };
        }
    }

    /// One variant.
    ///
    /// @param variant its id
    /// @param sent people who got it
    /// @param opens openings, of those who let them be known
    /// @param clicks links followed
    /// @param simulated people of whom a demonstration made up that they followed a link
    /// @param ordered those who ordered within the window
    /// @param revenue orders less refunds within the window, in major units
    /// @param credits what its mails are credited with, by clicks of people
    public record Arm(
            String variant,
            long sent,
            Engagement opens,
            Engagement clicks,
            long simulated,
            long ordered,
            BigDecimal revenue,
            Credits credits) {
        /// People who followed a link.
        public long clicked() {
            return clicks.people();
        }

        Arm plus(Arm other) {
            return new Arm(
                    variant,
                    sent + other.sent,
                    opens.plus(other.opens),
                    clicks.plus(other.clicks),
                    simulated + other.simulated,
                    ordered + other.ordered,
                    revenue.add(other.revenue),
                    credits.plus(other.credits));
        }
    }

    public CampaignResults {
        arms = List.copyOf(arms);
    }

    /// Folds the results of a campaign. Reads the timeline of everyone who got it, on all cores.
    /// Where it went out to anybody, what was caught in the built-in mailbox is left out; where it
    /// went out to nobody, the results are those of a rehearsal.
    ///
    /// @param window how long after the mail an order counts, whoever clicked
    /// @param conversion what mails are credited with
    public static CampaignResults of(
            Rows rows,
            PersonReader reader,
            Ledger ledger,
            String campaign,
            Duration window,
            ConversionDefinition conversion) {
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
        boolean wentOut = sent.stream().anyMatch(entry -> entry.state() == LedgerState.ACCEPTED);
        SortedMap<String, Arm> arms = new TreeMap<>();
        sent.parallelStream()
                .filter(entry -> !wentOut || entry.state() == LedgerState.ACCEPTED)
                .map(entry -> arm(rows, reader, entry, window, conversion))
                .toList()
                .forEach(arm -> arms.merge(arm.variant(), arm, Arm::plus));
        return new CampaignResults(campaign, window, List.copyOf(arms.values()));
    }

    private static Arm arm(
            Rows rows,
            PersonReader reader,
            LedgerEntry entry,
            Duration window,
            ConversionDefinition conversion) {
        List<Fact> facts =
                reader.read(rows, entry.person())
                        .map(Person::timeline)
                        .map(timeline -> timeline.facts())
                        .orElse(List.of());
        Engagement opens = seen(entry, Response.HUMAN_OPEN);
        Engagement clicks = seen(entry, Response.CLICK);
        String sendId = entry.sendId().toString();
        long orders = 0;
        BigDecimal revenue = BigDecimal.ZERO;
        for (Fact fact : facts) {
            boolean within =
                    fact.occurredAt().isAfter(entry.changedAt())
                            && fact.occurredAt().isBefore(entry.changedAt().plus(window));
            switch (fact.name()) {
                case Order.COMPLETED -> {
                    orders += within ? 1 : 0;
                    revenue = within ? revenue.add(Order.of(fact).total()) : revenue;
                }
                case Order.REFUNDED ->
                        revenue = within ? revenue.subtract(Order.of(fact).total()) : revenue;
                case MailResponses.OPENED -> opens = isOf(fact, sendId) ? opens.plus(fact) : opens;
                case MailResponses.CLICKED, MailResponses.SCANNED ->
                        clicks = isOf(fact, sendId) ? clicks.plus(fact) : clicks;
                default -> {}
            }
        }
        return new Arm(
                entry.variant(),
                1,
                opens,
                clicks,
                entry.has(Response.SIMULATED_CLICK) ? 1 : 0,
                orders > 0 ? 1 : 0,
                revenue,
                Credits.of(facts, conversion).getOrDefault(sendId, Credits.NONE));
    }

    /// Whether a person did it stands on the row, which outlives them.
    private static Engagement seen(LedgerEntry entry, Response response) {
        return entry.has(response) ? new Engagement(1, 0, 0, 0) : Engagement.NONE;
    }

    private static boolean isOf(Fact fact, String sendId) {
        return fact.properties().text("send_id").filter(sendId::equals).isPresent();
    }
}
