package io.epistle.console;

/// A row of input that was set aside.
///
/// @param source who brought it, such as `import.orders`
/// @param file the name of the file it stands in; empty where it came otherwise
/// @param line where it begins there, from 1
/// @param path what is wrong, such as `row 5, quantity`
/// @param found what stands there
/// @param expected what should
/// @param text the row as it was given, at most [#TEXT_MAX] characters of it
/// @param cut whether it is longer
public record QuarantineRow(
        String source,
        String file,
        long line,
        String path,
        String found,
        String expected,
        String text,
        boolean cut) {
    /// A page of rows stays readable, and under its weight, however long the rows are.
    public static final int TEXT_MAX = 1_000;

    /// Whether it stands in a file; else it was sent.
    public boolean isOfFile() {
        return !file.isEmpty();
    }
}
