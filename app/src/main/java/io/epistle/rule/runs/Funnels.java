package io.epistle.rule.runs;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/// Finds when funnels are completed. Every step must be later than the one before, by less than its
/// span.
final class Funnels {
    private Funnels() {}

    /// For each fact that a funnel may start with, the earliest moment at which all its steps have
    /// happened; [Standing#FOREVER] where they never do.
    static long[] completed(
            Sightings first, List<Runs.Step> steps, IntFunction<Sightings> sightings) {
        Sightings followers = sightings.apply(steps.getLast().looked());
        long[] completions = new long[0];
        for (int index = steps.size() - 1; index >= 0; index--) {
            Runs.Step step = steps.get(index);
            if (index == steps.size() - 1) {
                completions = step.missing() ? completions : times(followers);
            }
            Sightings leaders = index == 0 ? first : sightings.apply(steps.get(index - 1).looked());
            completions =
                    step.missing()
                            ? missed(leaders, followers, step.within())
                            : earliest(leaders, followers, completions, step.within());
            followers = leaders;
        }
        return completions;
    }

    private static long[] times(Sightings sightings) {
        long[] times = new long[sightings.size()];
        Arrays.setAll(times, sightings::time);
        return times;
    }

    /// Nothing followed: known once the span has passed.
    private static long[] missed(Sightings leaders, Sightings followers, long within) {
        long[] completed = new long[leaders.size()];
        for (int index = 0; index < completed.length; index++) {
            long time = leaders.time(index);
            int next = followers.countUntil(time);
            boolean followed = next < followers.size() && followers.time(next) < time + within;
            completed[index] = followed ? Standing.FOREVER : time + within;
        }
        return completed;
    }

    /// The least completion among the followers of each leader: a minimum over a sliding window
    /// whose ends both move forward.
    private static long[] earliest(
            Sightings leaders, Sightings followers, long[] completions, long within) {
        long[] completed = new long[leaders.size()];
        ArrayDeque<Integer> least = new ArrayDeque<>();
        int entered = 0;
        for (int index = 0; index < completed.length; index++) {
            long time = leaders.time(index);
            long until = within == Standing.FOREVER ? Standing.FOREVER : time + within;
            while (entered < followers.size() && followers.time(entered) < until) {
                while (!least.isEmpty() && completions[least.getLast()] >= completions[entered]) {
                    least.removeLast();
                }
                least.addLast(entered++);
            }
            while (!least.isEmpty() && followers.time(least.getFirst()) <= time) {
                least.removeFirst();
            }
            completed[index] = least.isEmpty() ? Standing.FOREVER : completions[least.getFirst()];
        }
        return completed;
    }
}
