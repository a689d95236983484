package io.epistle.definition;

/// A place in a file.
///
/// @param line counted from 1; 0 where the file as a whole is meant
/// @param column counted from 1 in code points; 0 where the file as a whole is meant
public record Mark(int line, int column) implements Comparable<Mark> {
    /// The file as a whole.
    public static final Mark WHOLE_FILE = new Mark(0, 0);

    public Mark {
        if (line < 0 || column < 0 || (line == 0) != (column == 0)) {
            throw new IllegalArgumentException(
                    "found line %d and column %d, expected both from 1 or both 0"
                            .formatted(line, column));
        }
    }

    /// This place, moved down by `lines`.
    public Mark down(int lines) {
        return new Mark(line + lines, column);
    }

    @Override
    public int compareTo(Mark other) {
        return line == other.line
                ? Integer.compare(column, other.column)
                : Integer.compare(line, other.line);
    }
}
