package io.epistle.liquid;

import java.util.List;
import java.util.stream.Collectors;

/// A template could not be parsed or rendered; the problems say where and why.
public final class LiquidException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /// At least one problem, in the order of the source.
    public LiquidException(List<Problem> problems) {
        super(problems.stream().map(Problem::display).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// What is wrong, in the order of the source.
    public List<Problem> problems() {
        return problems;
    }
}
