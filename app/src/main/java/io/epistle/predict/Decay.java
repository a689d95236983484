package io.epistle.predict;

import java.time.Duration;
import java.time.Instant;

/// How fast the past fades: an interaction's weight halves with each half-life (Ding and Li, Time
/// Weight Collaborative Filtering, CIKM 2005).
///
/// The ratio of two weights does not depend on the moment they are looked at from, so that an order
/// by decayed sums stays what it is while nothing new happens.
///
/// @param halfLifeDays days, above 0; infinite where nothing fades
public record Decay(double halfLifeDays) {
    private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

    public Decay {
        if (!(halfLifeDays > 0)) {
            throw new IllegalArgumentException(
                    "found a half-life of %s days, expected more than 0".formatted(halfLifeDays));
        }
    }

    /// Nothing fades.
    public static Decay none() {
        return new Decay(Double.POSITIVE_INFINITY);
    }

    /// The weight at `moment` of something that happened at `at`: 1 just then or later, towards 0
    /// long before. The same to the bit on every machine.
    public double weight(Instant at, Instant moment) {
        return weight(at.toEpochMilli(), moment.toEpochMilli());
    }

    double weight(long atMillis, long momentMillis) {
        double ageMillis = Math.max(0, momentMillis - atMillis);
        return StrictMath.pow(0.5, ageMillis / DAY_MILLIS / halfLifeDays);
    }
}
