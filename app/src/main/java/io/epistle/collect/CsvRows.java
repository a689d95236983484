package io.epistle.collect;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The rows of comma-separated text. Every line that is not blank ends up in exactly one row, good
/// or faulty: where a quote is never closed, or closed in the wrong place, the first line of the
/// row is the faulty one and reading goes on with the second.
final class CsvRows {
    /// A cell of more lines than this is taken for a quote that somebody forgot to close.
    static final int LINES_MAX = 100;

    private static final char REPLACEMENT = '\uFFFD';

    private final TextLines lines;
    private final CsvSyntax syntax;
    private final Deque<TextLines.Line> putBack = new ArrayDeque<>();
    private long taken;

    CsvRows(TextLines lines, CsvSyntax syntax) {
        this.lines = lines;
        this.syntax = syntax;
    }

    /// The next row, null behind the last.
    ///
    /// @param columns the cells that a row must have; 0 for the header, which may have any number
    @Nullable RawRow next(int columns) throws IOException {
        TextLines.Line first = take();
        while (first != null && first.text().isEmpty()) {
            first = take();
        }
        if (first == null) {
            return null;
        }
        long line = taken;
        if (first.cut()) {
            return RawRow.faulty(line, first.text(), RowFault.ROW_TOO_LONG);
        }
        CsvSyntax.Cut cut = syntax.cut(first.text());
        return switch (cut.ending()) {
            case WHOLE -> judged(line, first.text(), cut.cells(), columns);
            case BROKEN -> RawRow.faulty(line, first.text(), RowFault.TEXT_AFTER_QUOTE);
            case INSIDE_QUOTES -> joined(line, first, columns);
        };
    }

    /// A row whose quotes hold ends of lines.
    private RawRow joined(long line, TextLines.Line first, int columns) throws IOException {
        StringBuilder text = new StringBuilder(first.text());
        List<TextLines.Line> more = new ArrayList<>();
        String end = first.end();
        while (more.size() + 1 < LINES_MAX) {
            TextLines.Line next = take();
            if (next == null) {
                break;
            }
            more.add(next);
            text.append(end).append(next.text());
            end = next.end();
            if (next.cut() || text.length() > TextLines.CHARS_MAX) {
                break;
            }
            // Without a quote the row cannot have ended: no need to cut it again.
            if (next.text().indexOf('"') < 0) {
                continue;
            }
            CsvSyntax.Cut cut = syntax.cut(text.toString());
            if (cut.ending() == CsvSyntax.Ending.WHOLE) {
                return judged(line, text.toString(), cut.cells(), columns);
            }
            if (cut.ending() == CsvSyntax.Ending.BROKEN) {
                putBack(more);
                return RawRow.faulty(line, first.text(), RowFault.TEXT_AFTER_QUOTE);
            }
        }
        putBack(more);
        return RawRow.faulty(line, first.text(), RowFault.UNCLOSED_QUOTE);
    }

    private static RawRow judged(long line, String text, List<String> cells, int columns) {
        if (text.indexOf('\0') >= 0 || text.indexOf(REPLACEMENT) >= 0) {
            return RawRow.faulty(line, text, RowFault.UNREADABLE_TEXT);
        }
        if (columns > 0 && cells.size() != columns && !endsBlank(cells, columns)) {
            return RawRow.faulty(line, text, RowFault.WRONG_NUMBER_OF_COLUMNS);
        }
        return RawRow.whole(line, text, cells);
    }

    /// Whether the cells beyond the columns are all blank: some programs end each row with a
    /// separator.
    private static boolean endsBlank(List<String> cells, int columns) {
        return cells.size() > columns
                && cells.subList(columns, cells.size()).stream().allMatch(String::isBlank);
    }

    private TextLines.@Nullable Line take() throws IOException {
        TextLines.Line line = putBack.isEmpty() ? lines.next() : putBack.removeFirst();
        taken += line == null ? 0 : 1;
        return line;
    }

    private void putBack(List<TextLines.Line> more) {
        for (TextLines.Line line : more.reversed()) {
            putBack.addFirst(line);
        }
        taken -= more.size();
    }
}
