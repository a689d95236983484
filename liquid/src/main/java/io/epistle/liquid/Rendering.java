package io.epistle.liquid;

import java.util.List;

/// What came of a render that went on behind faults.
///
/// @param text the output; at each fault it has the reference's `Liquid error` line and words, but
///   for tags that could print nothing
/// @param problems the first 100 faults in the order they happened, and behind them the limit that
///   ended the render, if one did
public record Rendering(String text, List<Problem> problems) {

    /// Copies the list.
    public Rendering {
        problems = List.copyOf(problems);
    }
}
