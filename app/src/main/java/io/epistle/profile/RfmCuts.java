package io.epistle.profile;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The points at which RFM scores change: four per figure, ascending, shared by all people until
/// the next ones are published.
///
/// A figure's place is the number of cut points that it lies strictly above, 0 to 4. Frequency and
/// monetary score place + 1; recency scores 5 - place, because a long silence is bad. Equal figures
/// therefore always score the same, also where half of the base has exactly one order: the price is
/// that the five classes are then unequal in size, and some scores may not occur.
///
/// @param recencyMillis milliseconds since the last order
/// @param frequency numbers of orders
/// @param monetary net sums in major units
public record RfmCuts(
        List<Long> recencyMillis, List<Integer> frequency, List<BigDecimal> monetary) {
    /// Scores run from 1 to this: quintiles.
    public static final int SCORES = 5;

    public RfmCuts {
        recencyMillis = ascending(recencyMillis, "recency");
        frequency = ascending(frequency, "frequency");
        monetary = ascending(monetary, "monetary");
    }

    /// Fixed cuts for a shop without orders yet, until quintiles of its own are published: days of
    /// silence 30, 90, 180, 365; orders 1, 2, 4, 8; net sums 50, 150, 400, 1,000 in major units.
    public static RfmCuts standard() {
        return new RfmCuts(
                Stream.of(30, 90, 180, 365).map(days -> Duration.ofDays(days).toMillis()).toList(),
                List.of(1, 2, 4, 8),
                Stream.of(50, 150, 400, 1_000).map(BigDecimal::valueOf).toList());
    }

    /// The exact quintiles of a base. Cut k of 1 to 4 is the smallest figure that at least k fifths
    /// of the base do not exceed: the inverse of the empirical distribution, type 1 of Hyndman and
    /// Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996). No
    /// interpolation, so a cut is always a figure that somebody has.
    ///
    /// @throws IllegalArgumentException where the base is empty
    public static RfmCuts of(List<RfmFigures> base) {
        if (base.isEmpty()) {
            throw new IllegalArgumentException(
                    "found no person with orders, expected at least one to cut quantiles from");
        }
        return new RfmCuts(
                quintiles(base, RfmFigures::sinceLastMillis, Comparator.naturalOrder()),
                quintiles(base, RfmFigures::orders, Comparator.naturalOrder()),
                quintiles(base, RfmFigures::net, Comparator.naturalOrder()));
    }

    /// The recency score, 1 (long ago) to 5 (just now).
    public int recencyScore(long sinceLastMillis) {
        return SCORES - place(recencyMillis, sinceLastMillis);
    }

    /// The frequency score, 1 (seldom) to 5 (often).
    public int frequencyScore(int orders) {
        return 1 + place(frequency, orders);
    }

    /// The monetary score, 1 (little) to 5 (much).
    public int monetaryScore(BigDecimal net) {
        return 1 + place(monetary, net);
    }

    private static <T> List<T> quintiles(
            List<RfmFigures> base, Function<RfmFigures, T> figure, Comparator<T> order) {
        List<T> sorted = new ArrayList<>(base.stream().map(figure).toList());
        sorted.sort(order);
        List<T> cuts = new ArrayList<>(SCORES - 1);
        for (int fifth = 1; fifth < SCORES; fifth++) {
            long rank = Math.ceilDiv((long) fifth * sorted.size(), SCORES);
            cuts.add(sorted.get((int) rank - 1));
        }
        return cuts;
    }

    private static <T extends Comparable<? super T>> int place(List<T> cuts, T figure) {
        int place = 0;
        while (place < cuts.size() && figure.compareTo(cuts.get(place)) > 0) {
            place++;
        }
        return place;
    }

    private static <T extends Comparable<? super T>> List<T> ascending(List<T> cuts, String name) {
        if (cuts.size() != SCORES - 1) {
            throw new IllegalArgumentException(
                    "found %d cut points for %s, expected %d"
                            .formatted(cuts.size(), name, SCORES - 1));
        }
        for (int index = 1; index < cuts.size(); index++) {
            if (cuts.get(index - 1).compareTo(cuts.get(index)) > 0) {
                throw new IllegalArgumentException(
                        "found cut points %s for %s, expected ascending ones"
                                .formatted(cuts, name));
            }
        }
        return List.copyOf(cuts);
    }
}
