package io.epistle.rule.said;

import io.epistle.rule.Problem;

import java.util.Optional;

/// Leaves the parser from whatever depth a problem was met at; never leaves this package.
final class NotARule extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    NotARule(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    static NotARule at(Position at, String found, String expected) {
        return at(at, found, expected, Optional.empty());
    }

    static NotARule at(Position at, String found, String expected, Optional<String> suggestion) {
        return new NotARule(new Problem(at.line(), at.column(), found, expected, suggestion));
    }

    Problem problem() {
        return problem;
    }
}
