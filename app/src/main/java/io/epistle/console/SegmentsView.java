package io.epistle.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The page Segments.
///
/// @param segments all, in the order of their definitions
/// @param people how many people there are in all; shares are of this
/// @param comparedWith the moment that the rows' `before` is for
public record SegmentsView(List<SegmentRow> segments, long people, Optional<Instant> comparedWith) {
    public SegmentsView {
        segments = List.copyOf(segments);
    }
}
