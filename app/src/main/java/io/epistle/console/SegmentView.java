package io.epistle.console;

import java.time.LocalDate;
import java.util.List;

/// One segment.
///
/// @param row the segment as lists show it
/// @param version how often its definition changed, from 1
/// @param people how many people there are in all
/// @param history its size day by day, oldest first; one day alone where nobody moved on another;
///   may be empty
/// @param sample some of its people
/// @param overlaps the other segments that share people with it, largest overlap first
/// @param usedBy the campaigns that send to it
public record SegmentView(
        SegmentRow row,
        int version,
        long people,
        List<SizeAt> history,
        List<PersonRow> sample,
        List<Overlap> overlaps,
        List<Choice> usedBy) {
    public SegmentView {
        history = List.copyOf(history);
        sample = List.copyOf(sample);
        overlaps = List.copyOf(overlaps);
        usedBy = List.copyOf(usedBy);
    }

    /// Whether the size changed on more than one day, so that there is something to plot.
    public boolean moved() {
        return history.size() > 1;
    }

    /// What became of its size on a day, in UTC.
    ///
    /// @param size at the end of the day
    /// @param entered how many came in on it
    /// @param left how many left on it, or were merged into somebody else
    public record SizeAt(LocalDate day, long size, long entered, long left) {}

    /// People in two segments at once.
    ///
    /// @param segment the other's id
    /// @param name the other's name
    /// @param size the other's size
    /// @param shared how many are in both
    public record Overlap(String segment, String name, long size, long shared) {}
}
