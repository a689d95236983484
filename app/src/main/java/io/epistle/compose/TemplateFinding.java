package io.epistle.compose;

import io.epistle.definition.Problem;

import java.util.Comparator;

/// What the analysis of a Liquid text knows to be wrong, or not meant, before any message is made.
///
/// @param severity an error where messages that reach the place fail, or lack a block
/// @param text the text that it is in
/// @param line line of that text from 1
/// @param column column of that line from 1, by code point
/// @param problem the same at its place in the workspace, in words, with the line
public record TemplateFinding(
        Finding.Severity severity, LiquidText.Name text, int line, int column, Problem problem)
        implements Comparable<TemplateFinding> {
    private static final Comparator<TemplateFinding> ORDER =
            Comparator.comparing(TemplateFinding::problem)
                    .thenComparingInt(TemplateFinding::line)
                    .thenComparingInt(TemplateFinding::column);

    /// By file and place.
    @Override
    public int compareTo(TemplateFinding other) {
        return ORDER.compare(this, other);
    }

    /// The line, and in a second one a mark below the place.
    public String pointed() {
        return problem.pointed();
    }

    /// What is said of it apart from the place: `found ..., expected ...`.
    public String sentence() {
        String advice = problem.suggestion().isEmpty() ? "" : "; " + problem.suggestion();
        return "found %s, expected %s%s".formatted(problem.found(), problem.expected(), advice);
    }
}
