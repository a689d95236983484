package io.epistle.rule.said;

import java.util.List;

/// Which facts of a name count: what follows `where`.
public sealed interface Filter {
    /// Nothing was said: all count.
    record Everything() implements Filter {}

    /// `a = 1 and b = 2`; at least two parts.
    record All(List<Filter> parts) implements Filter {
        public All {
            parts = requireTwo(parts);
        }
    }

    /// `a = 1 or b = 2`; at least two parts.
    record Any(List<Filter> parts) implements Filter {
        public Any {
            parts = requireTwo(parts);
        }
    }

    /// `not a = 1`.
    record Not(Filter part) implements Filter {}

    /// `category = "Smartphones"`.
    record Meets(Position at, Path property, Test test) implements Filter {}

    private static List<Filter> requireTwo(List<Filter> parts) {
        if (parts.size() < 2) {
            throw new IllegalArgumentException(
                    "expected at least two parts, found " + parts.size());
        }
        return List.copyOf(parts);
    }
}
