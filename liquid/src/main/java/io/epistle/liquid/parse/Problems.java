package io.epistle.liquid.parse;

import io.epistle.liquid.Problem;
import io.epistle.liquid.Source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Gathers what is wrong with one template while it is parsed.
final class Problems {
    /// Past this many of a kind the author has seen enough. Warnings never take the place of an
    /// error, which decides whether the template may run.
    private static final int PROBLEMS_MAX = 100;

    private final Source source;
    private final List<Problem> found = new ArrayList<>();
    private final Map<Problem.Severity, Integer> counts = new EnumMap<>(Problem.Severity.class);

    Problems(Source source) {
        this.source = source;
    }

    void error(int position, String message) {
        error(position, message, () -> "");
    }

    /// An error with a suggestion, which is looked for only where there is room to tell it.
    void error(int position, String message, Supplier<String> suggestion) {
        add(Problem.Severity.ERROR, position, message, suggestion);
    }

    void warning(int position, String message) {
        warning(position, message, () -> "");
    }

    void warning(int position, String message, Supplier<String> suggestion) {
        add(Problem.Severity.WARNING, position, message, suggestion);
    }

    /// How many there are, to go back to.
    int count() {
        return found.size();
    }

    /// Forgets what was found since there were `count`.
    void forget(int count) {
        while (found.size() > count) {
            counts.merge(found.removeLast().severity(), -1, Integer::sum);
        }
    }

    List<Problem> sorted() {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    private void add(
            Problem.Severity severity, int position, String message, Supplier<String> suggestion) {
        if (counts.merge(severity, 1, Integer::sum) <= PROBLEMS_MAX) {
            found.add(source.problem(severity, position, message, suggestion.get()));
        }
    }
}
