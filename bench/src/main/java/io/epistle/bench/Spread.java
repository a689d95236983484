package io.epistle.bench;

import java.util.List;
import java.util.Locale;

/// One figure over several runs.
///
/// @param median the middle run's, of two the lower one's
/// @param lowest the lowest
/// @param highest the highest
/// @param runs how many, 1 or more
record Spread(double median, double lowest, double highest, int runs) {
    /// The spread of the values of one or more runs.
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return new Spread(
                sorted.get((sorted.size() - 1) / 2),
                sorted.getFirst(),
                sorted.getLast(),
                sorted.size());
    }

    /// Such as `12,345 (11,980 to 12,800 in 5 runs)`.
    String words() {
        return "%s (%s to %s in %d runs)"
                .formatted(number(median), number(lowest), number(highest), runs);
    }

    /// Three digits that count, no more.
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
