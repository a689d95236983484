package io.epistle.console;

import java.util.Optional;

/// What the pages of segments read.
public interface SegmentsReading {
    /// All segments.
    SegmentsView segments();

    /// One segment; absent where there is none of that id.
    Optional<SegmentView> segment(String id);
}
