package io.epistle.collect;

import java.util.ArrayList;
import java.util.List;

/// How a file is understood, for the user to check before or after it is imported.
///
/// @param file its name
/// @param format such as `CSV with commas, UTF-8, gzip`
/// @param columns the columns used, in the file's order
/// @param unused the names of the others
/// @param dates how dates are read
/// @param amounts how amounts are read
/// @param rows the rows of the file
public record MappingReport(
        String file,
        String format,
        List<ChosenColumn> columns,
        List<String> unused,
        String dates,
        String amounts,
        long rows) {
    public MappingReport {
        columns = List.copyOf(columns);
        unused = List.copyOf(unused);
    }

    /// The report as lines for a terminal.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s, %,d %s".formatted(file, format, rows, rows == 1 ? "row" : "rows"));
        for (ChosenColumn column : columns) {
            lines.add(
                    "  %-10s is column \"%s\"%s"
                            .formatted(
                                    column.field(),
                                    column.header(),
                                    column.given() ? ", as the mapping says" : ""));
        }
        if (!unused.isEmpty()) {
            lines.add("  not used   %s".formatted(String.join(", ", unused)));
        }
        lines.add("  dates      " + dates);
        lines.add("  amounts    " + amounts);
        return lines;
    }
}
