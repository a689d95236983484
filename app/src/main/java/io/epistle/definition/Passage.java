package io.epistle.definition;

/// A text in a language of its own inside a definition, such as a rule.
///
/// @param text the text; empty where there was none, which is noted
/// @param scalar where it stands
public record Passage(String text, Node.Scalar scalar) {
    /// The place in the file of a place in the text.
    ///
    /// @param line from 1
    /// @param column from 1
    public Mark at(int line, int column) {
        return scalar.at(line, column);
    }
}
