package io.epistle.profile;

import java.time.Instant;
import java.util.Optional;

/// Where a person stands in the RFM grid: recency, frequency and monetary, each scored 1 to 5
/// against the cut points of the base (Hughes, Strategic Database Marketing, 1994), and the named
/// cell that follows.
///
/// @param recency 5 for those who ordered last
/// @param frequency 5 for those who order most often
/// @param monetary 5 for those whose orders less refunds are worth most
/// @param cell the cell of recency and [#value()]
/// @param recheckAt the first moment at which time alone, or an order or refund that lies in the
///   timeline's future, may change this answer; [Instant#MAX] where nothing known will. New cut
///   points change it at any time
public record Rfm(int recency, int frequency, int monetary, RfmCell cell, Instant recheckAt) {
    /// Scores a person at `now`; absent for people without orders by then, whose answer stands
    /// until [Orders#nextAfter].
    public static Optional<Rfm> of(Person person, RfmCuts cuts, Instant now) {
        Orders orders = Orders.of(person.timeline(), now);
        Instant byFact = Orders.nextAfter(person.timeline(), now).orElse(Instant.MAX);
        return RfmFigures.of(orders, now)
                .map(figures -> of(figures, cuts, earlier(byFact, lapse(orders, figures, cuts))));
    }

    /// The mean of a frequency and a monetary score, halves rounded up: how much a person is worth,
    /// 1 to 5.
    public static int value(int frequency, int monetary) {
        return (frequency + monetary + 1) / 2;
    }

    /// The mean of frequency and monetary, halves rounded up.
    public int value() {
        return value(frequency, monetary);
    }

    private static Rfm of(RfmFigures figures, RfmCuts cuts, Instant recheckAt) {
        int recency = cuts.recencyScore(figures.sinceLastMillis());
        int frequency = cuts.frequencyScore(figures.orders());
        int monetary = cuts.monetaryScore(figures.net());
        return new Rfm(
                recency,
                frequency,
                monetary,
                RfmCell.of(recency, value(frequency, monetary)),
                recheckAt);
    }

    /// Only recency moves with time: when the silence first exceeds the next cut point, a whole
    /// millisecond past it.
    private static Instant lapse(Orders orders, RfmFigures figures, RfmCuts cuts) {
        Instant lastOrderAt = orders.last().orElseThrow().at();
        for (long cut : cuts.recencyMillis()) {
            if (cut >= figures.sinceLastMillis()) {
                return lastOrderAt.plusMillis(cut).plusMillis(1);
            }
        }
        return Instant.MAX;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
