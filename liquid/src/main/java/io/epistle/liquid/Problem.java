package io.epistle.liquid;

/// Something wrong in a template, told to its author.
///
/// @param severity whether it stops the template
/// @param template the template's name
/// @param line line from 1
/// @param column character of the line from 1, by code point, as editors count
/// @param message one sentence
/// @param excerpt the line of the source, of a long line the part around the place
/// @param mark character of the excerpt from 1 that the column falls on, by code point
/// @param suggestion what was probably meant, empty where nothing is near
public record Problem(
        Severity severity,
        String template,
        int line,
        int column,
        String message,
        String excerpt,
        int mark,
        String suggestion) {

    /// How bad it is.
    public enum Severity {
        /// The template does not run, or this run failed.
        ERROR,
        /// The template runs, but probably not as meant.
        WARNING
    }

    /// Place and message in one line, then the excerpt with a mark below the column.
    public String display() {
        String hint = suggestion.isEmpty() ? "" : " (did you mean " + suggestion + "?)";
        return template + ":" + line + ":" + column + ": " + message + hint + "\n" + pointed();
    }

    /// The excerpt and, in a second line, a mark below the column, both set in by two spaces.
    public String pointed() {
        return "  " + excerpt + "\n  " + indent() + "^";
    }

    /// White space as wide as what stands in front of the mark.
    private String indent() {
        var indent = new StringBuilder();
        excerpt.codePoints()
                .limit(mark - 1L)
                .forEach(point -> indent.append(point == '\t' ? '\t' : ' '));
        return indent.toString();
    }
}
