package io.epistle.liquid;

/// The text of a template, and where in it something stands.
///
/// @param name the template's name
/// @param text what was written
public record Source(String name, String text) {
    /// Characters of an excerpt; minified templates have lines of many thousand.
    private static final int EXCERPT_MAX = 160;

    /// A problem at a place of this source.
    ///
    /// @param severity how bad
    /// @param position offset from 0
    /// @param message one sentence
    /// @param suggestion what was probably meant, or empty
    public Problem problem(
            Problem.Severity severity, int position, String message, String suggestion) {
        int at = Math.max(0, Math.min(position, text.length()));
        int lineStart = text.lastIndexOf('\n', at - 1) + 1;
        int lineEnd = text.indexOf('\n', at);
        if (lineEnd < 0) {
            lineEnd = text.length();
        }
        int line = 1;
        for (int i = 0; i < lineStart; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        int from = Math.max(lineStart, Math.min(at - EXCERPT_MAX / 2, lineEnd - EXCERPT_MAX));
        int to = Math.min(lineEnd, from + EXCERPT_MAX);
        String excerpt = text.substring(from, to).stripTrailing();
        int mark = Math.min(at - from, excerpt.length()) + 1;
        int column = at - lineStart + 1;
        return new Problem(severity, name, line, column, message, excerpt, mark, suggestion);
    }
}
