package io.epistle.rule.meant;

import java.util.List;

/// Which facts are spoken of: those of a name that pass a filter. Equal ones are looked for once.
///
/// @param event the event's name
/// @param filter which of them
public record Matching(String event, Filter filter) {
    /// What is asked of a fact's properties; never of the present, so that it does not change.
    public sealed interface Filter {
        /// Nothing.
        record Everything() implements Filter {}

        /// All of these.
        record All(List<Filter> parts) implements Filter {
            public All {
                parts = List.copyOf(parts);
            }
        }

        /// At least one of these.
        record Any(List<Filter> parts) implements Filter {
            public Any {
                parts = List.copyOf(parts);
            }
        }

        /// The opposite.
        record Not(Filter part) implements Filter {}

        /// A property that passes a test.
        record Meets(String property, ValueTest test) implements Filter {}
    }
}
