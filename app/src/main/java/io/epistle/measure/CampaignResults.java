package io.epistle.measure;

import io.epistle.event.Fact;
import io.epistle.event.Timeline;
import io.epistle.profile.Person;
import io.epistle.profile.PersonReader;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerEntry;
import io.epistle.send.LedgerState;
import io.epistle.store.Rows;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a campaign brought by a moment, by variant: who got it, opened it and clicked, who ordered
/// within the window and for how much. Every figure is a fold over the ledger and the timelines of
/// those who got it; refunds within the window lessen the revenue.
///
/// @param campaign the campaign's id
/// @param until the moment: what happened later is not counted
/// @param window how long after the mail an order counts, whoever clicked
/// @param arms by variant, ascending
public record CampaignResults(String campaign, Instant until, Duration window, List<Arm> arms) {
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
        Engagement plus(Fact fact) {
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
    /// @param ordered those who ordered within the window, by the moment
    /// @param revenue orders less refunds within the window and by the moment, in major units
    /// @param over people whose whole window had passed by the moment: those of whom it is known
    ///   whether they ordered within it
    /// @param orderedOver those of `over` who ordered within the window
    /// @param credits what its mails are credited with, by clicks of people
    /// @param clicksOpen clicks of people behind which a conversion would still count
    public record Arm(
            String variant,
            long sent,
            Engagement opens,
            Engagement clicks,
            long simulated,
            long ordered,
            BigDecimal revenue,
            long over,
            long orderedOver,
            Credits credits,
            long clicksOpen) {
        /// People who may still order within their window.
        public long open() {
            return sent - over;
        }

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
                    over + other.over,
                    orderedOver + other.orderedOver,
                    credits.plus(other.credits),
                    clicksOpen + other.clicksOpen);
        }
    }

    public CampaignResults {
        arms = List.copyOf(arms);
    }

    /// Folds the results of a campaign. Reads the timeline of everyone who got it, on all cores.
    /// Where it went out to anybody, what was caught in the built-in mailbox is left out; where it
    /// went out to nobody, the results are those of a rehearsal.
    public static CampaignResults of(
            Rows rows,
            PersonReader reader,
            Ledger ledger,
            String campaign,
            Measurement measurement) {
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
                .map(entry -> measurement.arm(entry, timeline(rows, reader, entry)))
                .toList()
                .forEach(arm -> arms.merge(arm.variant(), arm, Arm::plus));
        return new CampaignResults(
                campaign, measurement.until(), measurement.window(), List.copyOf(arms.values()));
    }

    private static Timeline timeline(Rows rows, PersonReader reader, LedgerEntry entry) {
        return reader.read(rows, entry.person()).map(Person::timeline).orElse(Timeline.empty());
    }
}
