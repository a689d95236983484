package io.epistle.liquid.render;

import io.epistle.liquid.Problem;

import java.util.ArrayList;
import java.util.List;

/// What went wrong in one render, its partials included.
final class Faults {
    /// Faults of one render past which the author has seen enough.
    private static final int PROBLEMS_MAX = 100;

    /// Steps that telling a fault costs: a message and its place.
    static final int STEPS = 32;

    private final boolean collecting;
    private final List<Problem> problems = new ArrayList<>();

    /// None so far.
    ///
    /// @param collecting whether the render goes on behind a fault
    Faults(boolean collecting) {
        this.collecting = collecting;
    }

    boolean collecting() {
        return collecting;
    }

    /// Keeps what went wrong where there is room to tell it.
    void add(Problem problem) {
        if (problems.size() < PROBLEMS_MAX) {
            problems.add(problem);
        }
    }

    /// Keeps what ended the render, which is told even behind many others.
    void end(Problem problem) {
        problems.add(problem);
    }

    /// What is printed in the place of a partial that cannot be read.
    static String printed(Problem unreadable) {
        return "Liquid syntax error ("
                + unreadable.template()
                + " line "
                + unreadable.line()
                + "): "
                + unreadable.message();
    }

    List<Problem> problems() {
        return problems;
    }
}
