package io.epistle.collect;

import java.util.ArrayList;
import java.util.List;

/// Comma-separated values as [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180) has them, with any
/// separator: a cell that begins with a quote ends with one, quotes inside are doubled; elsewhere a
/// quote is a character like any other.
///
/// @param separator between cells: a comma, semicolon, tab or vertical bar
record CsvSyntax(char separator) implements RowSyntax {
    private static final char QUOTE = '"';

    /// How a row's text ended.
    enum Ending {
        /// With its last cell.
        WHOLE,
        /// Inside quotes: the row goes on in the next line, if at all.
        INSIDE_QUOTES,
        /// It did not: behind a closing quote stood something other than a separator.
        BROKEN
    }

    /// A row cut into cells; without meaning unless it is [Ending#WHOLE].
    record Cut(List<String> cells, Ending ending) {}

    @Override
    public List<String> cells(String text) {
        return cut(text).cells();
    }

    /// Cuts a row.
    ///
    /// @param text one line or more, without the end of the last
    Cut cut(String text) {
        List<String> cells = new ArrayList<>(16);
        int from = 0;
        while (true) {
            if (from < text.length() && text.charAt(from) == QUOTE) {
                int close = closingQuote(text, from + 1);
                if (close < 0) {
                    return new Cut(cells, Ending.INSIDE_QUOTES);
                }
                cells.add(unquoted(text, from + 1, close));
                if (close + 1 == text.length()) {
                    return new Cut(cells, Ending.WHOLE);
                }
                if (text.charAt(close + 1) != separator) {
                    return new Cut(cells, Ending.BROKEN);
                }
                from = close + 2;
            } else {
                int end = text.indexOf(separator, from);
                if (end < 0) {
                    cells.add(text.substring(from));
                    return new Cut(cells, Ending.WHOLE);
                }
                cells.add(text.substring(from, end));
                from = end + 1;
            }
        }
    }

    private static int closingQuote(String text, int from) {
        int at = text.indexOf(QUOTE, from);
        while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) == QUOTE) {
            at = text.indexOf(QUOTE, at + 2);
        }
        return at;
    }

    private static String unquoted(String text, int from, int to) {
        String inside = text.substring(from, to);
        return inside.indexOf(QUOTE) < 0 ? inside : inside.replace("\"\"", "\"");
    }
}
