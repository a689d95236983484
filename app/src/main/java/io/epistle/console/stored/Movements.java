package io.epistle.console.stored;

import io.epistle.console.SegmentView.SizeAt;
import io.epistle.event.Fact;
import io.epistle.segment.Memberships;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Who came into segments and who went, day by day: a fold over the facts that tell it. A person
/// whose stems were merged may have entered twice; it counts once.
final class Movements {
    /// A plot shows no more days; what came before them is in its first.
    static final int DAYS_MAX = 366;

    private final ZoneId zone;
    private final SortedMap<String, SortedMap<LocalDate, Long>> segments = new TreeMap<>();

    /// @param zone whose days are counted
    Movements(ZoneId zone) {
        this.zone = zone;
    }

    /// Adds one person's facts, in the order of time.
    void add(List<Fact> facts) {
        SortedSet<String> inside = new TreeSet<>();
        for (Fact fact : facts) {
            switch (fact.name()) {
                case Memberships.ENTERED ->
                        segment(
                                fact,
                                segment -> {
                                    if (inside.add(segment)) {
                                        move(segment, fact, 1);
                                    }
                                });
                case Memberships.LEFT ->
                        segment(
                                fact,
                                segment -> {
                                    if (inside.remove(segment)) {
                                        move(segment, fact, -1);
                                    }
                                });
                default -> {}
            }
        }
    }

    private static void segment(Fact fact, Consumer<String> each) {
        fact.properties().text("segment_id").ifPresent(each);
    }

    private void move(String segment, Fact fact, long difference) {
        segments.computeIfAbsent(segment, _ -> new TreeMap<>())
                .merge(LocalDate.ofInstant(fact.occurredAt(), zone), difference, Long::sum);
    }

    /// The size of a segment at the end of each day from the first movement to `today`, at most
    /// [#DAYS_MAX]. One day alone where all movements fell on one: then there is nothing to plot.
    List<SizeAt> history(String segment, LocalDate today) {
        SortedMap<LocalDate, Long> moved = segments.getOrDefault(segment, new TreeMap<>());
        if (moved.isEmpty()) {
            return List.of();
        }
        if (moved.size() == 1) {
            return List.of(new SizeAt(moved.firstKey(), moved.getOrDefault(moved.firstKey(), 0L)));
        }
        LocalDate first = today.minusDays(DAYS_MAX - 1L);
        first = first.isBefore(moved.firstKey()) ? moved.firstKey() : first;
        long size = moved.headMap(first).values().stream().mapToLong(Long::longValue).sum();
        List<SizeAt> history = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            size += moved.getOrDefault(day, 0L);
            history.add(new SizeAt(day, size));
        }
        return history;
    }
}
