package io.epistle.experiment;

import java.util.Locale;

/// Says what a comparison shows, in words that promise no more than the numbers.
public final class InWords {
    private InWords() {}

    /// One or two sentences about two rates, in English: `B is clicked more often than A, by
    /// between 0.3 and 1.2 percentage points; if nothing differed, about 2 of 1,000 tests would
    /// show as much.` Where nothing is shown it says that, and how large a difference may still
    /// hide.
    ///
    /// @param nameA the arm compared with
    /// @param nameB the arm looked at
    /// @param deed what people did to it, such as `clicked`
    public static String of(TwoProportions rates, String nameA, String nameB, String deed) {
        if (rates.a().trials() == 0 || rates.b().trials() == 0) {
            return "Nothing can be said yet: %s has nobody."
                    .formatted(rates.a().trials() == 0 ? nameA : nameB);
        }
        Interval interval = rates.newcombe();
        if (rates.isShown()) {
            boolean more = rates.difference() > 0;
            double near = more ? interval.low() : -interval.high();
            double far = more ? interval.high() : -interval.low();
            return "%s is %s %s often than %s, by between %s and %s percentage points; %s."
                    .formatted(
                            nameB,
                            deed,
                            more ? "more" : "less",
                            nameA,
                            points(near),
                            points(far),
                            chance(rates.deciding()));
        }
        return "Nothing is shown: %s may be %s less often than %s by up to %s percentage points or more often by up to %s; %s."
                .formatted(
                        nameB,
                        deed,
                        nameA,
                        points(Math.max(0, -interval.low())),
                        points(Math.max(0, interval.high())),
                        chance(rates.deciding()));
    }

    /// How often chance alone would do it.
    private static String chance(double p) {
        String share =
                p < 0.0001
                        ? "fewer than 1 of 10,000 tests"
                        : p < 0.0095
                                ? "about %s of 1,000 tests".formatted(atLeastOne(p * 1_000))
                                : "about %s of 100 tests".formatted(atLeastOne(p * 100));
        return "if nothing differed, %s would show as much".formatted(share);
    }

    private static String atLeastOne(double count) {
        return Long.toString(Math.max(1, Math.round(count)));
    }

    /// Percentage points with as many digits as tell small differences apart.
    private static String points(double share) {
        double points = 100 * share;
        return String.format(
                Locale.ROOT, points < 0.1 ? "%.3f" : points < 1 ? "%.2f" : "%.1f", points);
    }
}
