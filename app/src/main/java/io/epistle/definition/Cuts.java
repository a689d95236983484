package io.epistle.definition;

import java.math.BigDecimal;
import java.util.List;

/// The points at which a score changes, such as the quintiles of how much people spent: shared by
/// all people until new ones are published.
///
/// @param points ascending, equal ones allowed, at most [#POINTS_MAX]; may be empty
public record Cuts(List<BigDecimal> points) {
    /// Points of one figure: percentiles and some room.
    public static final int POINTS_MAX = 1_000;

    public Cuts {
        points = List.copyOf(points);
        if (points.size() > POINTS_MAX) {
            throw new IllegalArgumentException(
                    "found %d cut points, expected at most %d"
                            .formatted(points.size(), POINTS_MAX));
        }
        for (int index = 1; index < points.size(); index++) {
            if (points.get(index - 1).compareTo(points.get(index)) > 0) {
                throw new IllegalArgumentException(
                        "found the cut points %s, expected them ascending".formatted(points));
            }
        }
    }
}
