package io.epistle.console.stored;

import io.epistle.console.SegmentView.SizeAt;
import io.epistle.segment.SegmentDays.Day;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The size of a segment day by day, from the days on which anybody moved. Pure.
final class SegmentHistory {
    /// A plot shows no more days; what came before them is in the size of its first.
    static final int DAYS_MAX = 366;

    private SegmentHistory() {}

    /// The size at the end of each day from the first movement to `today`, at most [#DAYS_MAX]. One
    /// day alone where all movements fell on one: then there is nothing to plot.
    static List<SizeAt> of(List<Day> moved, LocalDate today) {
        if (moved.size() <= 1) {
            return moved.stream().map(SegmentHistory::sizeAt).toList();
        }
        SortedMap<LocalDate, Day> days = new TreeMap<>();
        moved.forEach(day -> days.put(day.day(), day));
        LocalDate earliest = today.minusDays(DAYS_MAX - 1L);
        LocalDate first = earliest.isBefore(days.firstKey()) ? days.firstKey() : earliest;
        SortedMap<LocalDate, Day> before = days.headMap(first);
        long size = before.isEmpty() ? 0 : before.lastEntry().getValue().size();
        List<SizeAt> history = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            SizeAt at = sizeAt(days.getOrDefault(day, new Day(day, 0, 0, size)));
            size = at.size();
            history.add(at);
        }
        return history;
    }

    private static SizeAt sizeAt(Day day) {
        return new SizeAt(day.day(), day.size(), day.entered(), day.left());
    }
}
