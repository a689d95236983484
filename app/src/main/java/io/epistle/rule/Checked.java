package io.epistle.rule;

import java.util.List;

/// Either a sound value or everything that is wrong with the text it should have come from.
///
/// @param <T> what a sound text yields
public sealed interface Checked<T> {
    /// The text is sound.
    record Sound<T>(T value) implements Checked<T> {}

    /// The text is not sound.
    ///
    /// @param problems at least one, in the order of the text
    record Wrong<T>(List<Problem> problems) implements Checked<T> {
        public Wrong {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("expected at least one problem, found none");
            }
        }

        /// All problems as sentences, one a line.
        public String message() {
            return String.join("\n", problems.stream().map(Problem::message).toList());
        }
    }

    /// The value, for texts that the program itself wrote.
    ///
    /// @throws IllegalArgumentException with the problems where the text is not sound
    default T orThrow() {
        return switch (this) {
            case Sound<T>(T value) -> value;
            case Wrong<T> wrong -> throw new IllegalArgumentException(wrong.message());
        };
    }
}
