package io.epistle.profile;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The three figures that RFM scores: how long ago a person last ordered, how often, and for how
/// much.
///
/// @param sinceLastMillis whole milliseconds since the last order, at least 0; fractions are cut
///   off
/// @param orders the number of orders, at least 1
/// @param net orders less refunds, in major units; negative where refunds outweigh
public record RfmFigures(long sinceLastMillis, int orders, BigDecimal net) {
    public RfmFigures {
        if (sinceLastMillis < 0 || orders < 1) {
            throw new IllegalArgumentException(
                    "found %d ms since the last of %d orders, expected an order in the past"
                            .formatted(sinceLastMillis, orders));
        }
    }

    /// The figures of a person as they stand at `now`; absent for people without orders, who have
    /// no RFM.
    public static Optional<RfmFigures> of(Person person, Instant now) {
        return of(Orders.of(person.timeline(), now), now);
    }

    /// The figures of what had been ordered by `now`; absent without orders.
    public static Optional<RfmFigures> of(Orders orders, Instant now) {
        return orders.last()
                .map(last ->
                        new RfmFigures(
                                Duration.between(last.at(), now).toMillis(),
                                orders.count(),
                                orders.net()));
    }
}
