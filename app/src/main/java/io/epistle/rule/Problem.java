package io.epistle.rule;

import java.util.Optional;

/// One thing wrong with a rule's text.
///
/// @param line the line, from 1
/// @param column the column in characters, from 1
/// @param found what stands there, as the reader sees it
/// @param expected what could stand there instead, as the end of a sentence
/// @param suggestion the nearest thing that would be right; absent where nothing is near
public record Problem(
        int line, int column, String found, String expected, Optional<String> suggestion) {

    /// The whole problem as one sentence: where, what was found, what was expected, and what was
    /// perhaps meant.
    public String message() {
        return "line %d, column %d: found %s, expected %s%s"
                .formatted(
                        line,
                        column,
                        found,
                        expected,
                        suggestion.map(word -> "; did you mean %s?".formatted(word)).orElse(""));
    }
}
