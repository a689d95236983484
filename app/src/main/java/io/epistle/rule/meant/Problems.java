package io.epistle.rule.meant;

import io.epistle.rule.Problem;
import io.epistle.rule.said.Nearest;
import io.epistle.rule.said.Position;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is wrong with one rule, as it comes to light.
final class Problems {
    private static final int NAMES_SHOWN_MAX = 8;

    private final List<Problem> problems = new ArrayList<>();

    int count() {
        return problems.size();
    }

    /// All in the order of the text.
    List<Problem> inOrder() {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    void note(Position at, String found, String expected) {
        problems.add(new Problem(at.line(), at.column(), found, expected, Optional.empty()));
    }

    /// Notes that nothing has the name that the rule uses.
    ///
    /// @param what the kind of thing, such as `the segment`
    /// @param known the names there are
    void unknown(Position at, String what, String name, List<String> known) {
        problems.add(
                new Problem(
                        at.line(),
                        at.column(),
                        "%s \"%s\", which does not exist".formatted(what, name),
                        oneOf(known),
                        Nearest.to(name, known).map(Problems::quoted)));
    }

    private static String oneOf(List<String> known) {
        if (known.isEmpty()) {
            return "one that exists; none is defined";
        }
        String names =
                known.stream()
                        .limit(NAMES_SHOWN_MAX)
                        .map(Problems::quoted)
                        .collect(Collectors.joining(", "));
        return "one of " + names + (known.size() > NAMES_SHOWN_MAX ? " and others" : "");
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }
}
