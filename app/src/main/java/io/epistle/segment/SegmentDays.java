package io.epistle.segment;

import io.epistle.event.Fact;
import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Tallies;
import io.epistle.store.Turn;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// How many people entered and left each segment, day by day in UTC: counted in the turn that moves
/// them, so that a segment's size on any day is a sum, and the sum of all days its size now.
public final class SegmentDays {
    /// What is counted.
    enum Moved {
        /// Someone entered, and a fact tells it.
        ENTERED,
        /// Someone left, and a fact tells it.
        LEFT,
        /// Someone is no longer counted without having left: they were merged into another, or the
        /// segment is no longer defined.
        DROPPED
    }

    /// One day of a segment.
    ///
    /// @param day in UTC
    /// @param entered who came in
    /// @param left who left, or is no longer counted
    /// @param size at the end of the day, or now
    public record Day(LocalDate day, long entered, long left, long size) {
        private Day plus(Day other) {
            return new Day(day, entered + other.entered, left + other.left, size + other.size);
        }
    }

    private static final String TALLY = "segment-day/";

    private SegmentDays() {}

    /// Counts a move that happens now.
    static void count(Turn turn, String segment, Moved move) {
        Tallies.add(turn, name(segment, day(turn.now()), move), 1);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /// Days are ISO dates, whose texts sort like the days of four-digit years.
    private static String name(String segment, LocalDate day, Moved move) {
        return TALLY + segment + "/" + day + "/" + move;
    }

    /// A day of one kind of moves alone, whose size is the difference they make.
    private static Day of(LocalDate day, Moved move, long count) {
        return move == Moved.ENTERED
                ? new Day(day, count, 0, count)
                : new Day(day, 0, count, -count);
    }

    /// The days on which anybody moved, the oldest first; none where nobody ever did.
    public static List<Day> days(Rows rows, String segment) {
        SortedMap<LocalDate, Day> moved = new TreeMap<>();
        Tallies.under(rows, TALLY + segment + "/")
                .forEach((name, count) -> {
                    String[] parts = name.split("/", 2);
                    LocalDate day = LocalDate.parse(parts[0]);
                    moved.merge(day, of(day, Moved.valueOf(parts[1]), count), Day::plus);
                });
        List<Day> days = new ArrayList<>();
        long size = 0;
        for (Day day : moved.values()) {
            size += day.size();
            days.add(new Day(day.day(), day.entered(), day.left(), size));
        }
        return days;
    }

    /// Counts the moves again from the facts that tell them.
    public static final class Recount {
        private final SortedMap<String, Long> told = new TreeMap<>();

        /// Counts a fact, if it tells a move.
        public void add(Fact fact) {
            if (fact.event().source().equals(Memberships.SOURCE)) {
                move(fact.name())
                        .flatMap(move ->
                                fact.properties()
                                        .text("segment_id")
                                        .map(segment ->
                                                name(segment, day(fact.occurredAt()), move)))
                        .ifPresent(name -> told.merge(name, 1L, Long::sum));
            }
        }

        private static Optional<Moved> move(String name) {
            return switch (name) {
                case Memberships.ENTERED -> Optional.of(Moved.ENTERED);
                case Memberships.LEFT -> Optional.of(Moved.LEFT);
                default -> Optional.empty();
            };
        }

        /// Writes these counts in place of all that is counted. What the sizes lack is dropped
        /// today; what they have too much entered today, by a fact that was erased since.
        void write(Turn turn, SortedMap<String, Long> sizes) {
            SortedMap<String, Long> missing = new TreeMap<>(sizes);
            Tallies.under(turn, TALLY)
                    .forEach((name, count) -> Tallies.add(turn, TALLY + name, -count));
            told.forEach((name, count) -> {
                Tallies.add(turn, name, count);
                String segment = name.substring(TALLY.length(), name.indexOf('/', TALLY.length()));
                boolean isIn = name.endsWith("/" + Moved.ENTERED);
                missing.merge(segment, isIn ? -count : count, Long::sum);
            });
            missing.forEach((segment, count) -> {
                if (count != 0) {
                    Moved move = count > 0 ? Moved.ENTERED : Moved.DROPPED;
                    Tallies.add(turn, name(segment, day(turn.now()), move), Math.abs(count));
                }
            });
        }

        /// Compares with what is counted; each finding is a sentence. Right only where no facts
        /// were erased.
        public List<String> check(Rows rows) {
            SortedMap<String, Long> counted = new TreeMap<>();
            Tallies.under(rows, TALLY)
                    .forEach((name, count) -> {
                        if (!name.endsWith("/" + Moved.DROPPED)) {
                            counted.put(TALLY + name, count);
                        }
                    });
            return counted.equals(told)
                    ? List.of()
                    : List.of(
                            "the days of the segments say %s, the facts %s"
                                    .formatted(
                                            difference(counted, told), difference(told, counted)));
        }

        private static SortedMap<String, Long> difference(
                SortedMap<String, Long> these, SortedMap<String, Long> those) {
            SortedMap<String, Long> difference = new TreeMap<>(these);
            difference.entrySet().removeAll(those.entrySet());
            return difference;
        }
    }

    /// Compares the sums of all days with the sizes; each finding is a sentence.
    static List<String> check(Rows rows, SortedMap<String, Long> sizes) {
        SortedMap<String, Long> sums = new TreeMap<>();
        Tallies.under(rows, TALLY)
                .forEach((name, count) -> {
                    boolean isIn = name.endsWith("/" + Moved.ENTERED);
                    sums.merge(
                            name.substring(0, name.indexOf('/')), isIn ? count : -count, Long::sum);
                });
        sums.values().removeIf(sum -> sum == 0);
        return sums.equals(sizes)
                ? List.of()
                : List.of(
                        "the days of the segments add up to %s, the sizes are %s"
                                .formatted(sums, sizes));
    }

    /// The size of a segment when a day began, from its size now; reads only the days since. Absent
    /// where nobody had entered by then.
    ///
    /// @param size its size now
    public static OptionalLong sizeBefore(Rows rows, String segment, long size, LocalDate day) {
        String prefix = TALLY + segment + "/";
        List<Rows.Row<String, Long>> first =
                rows.list(Tallies.TALLIES, Codec.TEXT.encode(prefix), 1);
        if (first.isEmpty() || first.getFirst().key().compareTo(prefix + day) >= 0) {
            return OptionalLong.empty();
        }
        long[] before = {size};
        rows.scan(
                Tallies.TALLIES,
                Codec.TEXT.encode(prefix),
                Codec.TEXT.encode(prefix + day),
                (name, count) -> {
                    before[0] -= name.endsWith("/" + Moved.ENTERED) ? count : -count;
                    return true;
                });
        return OptionalLong.of(before[0]);
    }
}
