package io.epistle.definition;

import java.util.ArrayList;
import java.util.List;

/// Collects problems, so that an author sees all of them at once. Not thread-safe.
public final class Problems {
    /// More than anybody reads at once; what comes after is counted only.
    public static final int KEPT_MAX = 200;

    private final List<Problem> kept = new ArrayList<>();
    private int count;

    /// Adds one; past [#KEPT_MAX] it is only counted.
    public void add(Problem problem) {
        count++;
        if (kept.size() < KEPT_MAX) {
            kept.add(problem);
        }
    }

    /// How many were added, kept or not.
    public int count() {
        return count;
    }

    /// Those kept, by file and place.
    public List<Problem> sorted() {
        return kept.stream().sorted().distinct().toList();
    }
}
