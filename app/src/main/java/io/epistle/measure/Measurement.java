package io.epistle.measure;

import io.epistle.event.Fact;
import io.epistle.event.Timeline;
import io.epistle.measure.CampaignResults.Arm;
import io.epistle.measure.CampaignResults.Engagement;
import io.epistle.profile.Order;
import io.epistle.send.LedgerEntry;
import io.epistle.send.Response;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What results count, and up to when. A timeline may reach past that moment, in an imported
/// history or by a client's clock that is ahead; what lies there has not happened yet.
///
/// @param until facts with `occurredAt <= until` count
/// @param window how long after the mail an order counts, whoever clicked
/// @param conversion what mails are credited with
public record Measurement(Instant until, Duration window, ConversionDefinition conversion) {
    /// How long after the mail an order counts where nothing else is said: ten weeks.
    public static final Duration WINDOW_STANDARD = Duration.ofDays(70);

    /// What one mail brought.
    ///
    /// @param timeline that of whom it was for; empty where they were erased
    Arm arm(LedgerEntry entry, Timeline timeline) {
        List<Fact> seen = timeline.until(until);
        String sendId = entry.sendId().toString();
        Engagement opens = noted(entry, Response.HUMAN_OPEN);
        Engagement clicks = noted(entry, Response.CLICK);
        long orders = 0;
        long clicksOpen = 0;
        BigDecimal revenue = BigDecimal.ZERO;
        for (Fact fact : seen) {
            boolean isOf = isOf(fact, sendId);
            switch (fact.name()) {
                case Order.COMPLETED -> {
                    orders += isWithin(entry, fact) ? 1 : 0;
                    revenue = isWithin(entry, fact) ? revenue.add(total(fact)) : revenue;
                }
                case Order.REFUNDED ->
                        revenue = isWithin(entry, fact) ? revenue.subtract(total(fact)) : revenue;
                case MailResponses.OPENED -> opens = isOf ? opens.plus(fact) : opens;
                case MailResponses.CLICKED, MailResponses.SCANNED -> {
                    clicks = isOf ? clicks.plus(fact) : clicks;
                    clicksOpen += isOf && mayConvert(fact) ? 1 : 0;
                }
                default -> {}
            }
        }
        boolean isOver = !entry.changedAt().plus(window).isAfter(until);
        return new Arm(
                entry.variant(),
                1,
                opens,
                clicks,
                isSimulated(entry, timeline) ? 1 : 0,
                orders > 0 ? 1 : 0,
                revenue,
                isOver ? 1 : 0,
                isOver && orders > 0 ? 1 : 0,
                Credits.of(seen, conversion).getOrDefault(sendId, Credits.NONE),
                clicksOpen);
    }

    private boolean isWithin(LedgerEntry entry, Fact order) {
        return order.occurredAt().isAfter(entry.changedAt())
                && order.occurredAt().isBefore(entry.changedAt().plus(window));
    }

    private static BigDecimal total(Fact order) {
        return Order.of(order).total();
    }

    /// Whether a conversion behind a click would still count.
    private boolean mayConvert(Fact click) {
        return Credits.isClick(click)
                && click.occurredAt().plus(conversion.window()).isAfter(until);
    }

    /// Whether a person did it stands on the row, which outlives them.
    private static Engagement noted(LedgerEntry entry, Response response) {
        return entry.has(response) ? new Engagement(1, 0, 0, 0) : Engagement.NONE;
    }

    /// A demonstration notes on the row what its history will bring: that may be still to come.
    private boolean isSimulated(LedgerEntry entry, Timeline timeline) {
        return entry.has(Response.SIMULATED_CLICK)
                && timeline.facts().stream()
                        .skip(timeline.countUntil(until))
                        .noneMatch(fact ->
                                fact.name().equals(MailResponses.CLICKED)
                                        && isOf(fact, entry.sendId().toString()));
    }

    private static boolean isOf(Fact fact, String sendId) {
        return fact.properties().text("send_id").filter(sendId::equals).isPresent();
    }
}
