package io.epistle.rule.said;

import org.jspecify.annotations.Nullable;

/// Where something stands in a rule's text. What is said does not depend on where it stands, so any
/// two positions are equal: that makes sayings comparable by content.
///
/// @param line from 1
/// @param column in characters, from 1
public record Position(int line, int column) {
    /// The start of a text; also the position of sayings that were never text.
    public static final Position START = new Position(1, 1);

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Position;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
