package io.epistle.collect;

import io.epistle.collect.ImportFile.Format;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/// A file of orders as it is understood: how its rows are cut and which column is what.
///
/// @param file the file
/// @param folder an existing folder for temporary files
/// @param separator between cells of separated text
/// @param header the names of the columns
/// @param columns those used, by field
/// @param mapping what the user says about the file
record OrderTable(
        ImportFile file,
        Path folder,
        char separator,
        List<String> header,
        SortedMap<String, ChosenColumn> columns,
        Mapping mapping) {
    /// The rows that the columns are guessed from.
    static final int SAMPLE_ROWS = 1_000;

    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

    /// Looks at a file's beginning and finds its columns.
    ///
    /// @throws ImportRefused where a required column is missing, or several fit
    static OrderTable understand(ImportFile file, Path folder, Mapping mapping)
            throws ImportRefused {
        char separator = separator(file, mapping);
        List<List<String>> sample = new ArrayList<>();
        List<String> header;
        try (RowSource source = open(file, folder, separator)) {
            header = source.header();
            RawRow row = source.next();
            for (int rows = 1; row != null && rows < SAMPLE_ROWS; rows++) {
                if (row.fault() == null) {
                    sample.add(row.cells());
                }
                row = source.next();
            }
        }
        SortedMap<String, ChosenColumn> columns =
                new ColumnGuess(file.name(), ImportKind.ORDERS, header, sample, mapping).choose();
        return new OrderTable(file, folder, separator, header, columns, mapping);
    }

    /// The rows from the first.
    RowSource open() throws ImportRefused {
        return open(file, folder, separator);
    }

    /// The zone of times without an offset.
    ZoneId zone() {
        return mapping.zone().orElse(ZoneId.of("UTC"));
    }

    /// How its cells are to be read, as far as they need not all be seen for it: ids of customers
    /// are taken as texts.
    OrderReading reading(String source, String importId) {
        return new OrderReading(
                source,
                importId,
                OrderReading.places(columns),
                CustomerColumn.TEXTS,
                file.format() == Format.PARQUET ? "row" : "line",
                mapping.currency().orElse(""),
                mapping.decimalComma().orElse(false),
                mapping.cancellationPrefix().orElse(Mapping.CANCELLATION_PREFIX));
    }

    /// What the user is shown.
    ///
    /// @param datesWord such as `day first`; empty where the dates need no order
    MappingReport report(String datesWord, long rows) {
        List<ChosenColumn> used =
                columns.values().stream()
                        .sorted(Comparator.comparingInt(ChosenColumn::index))
                        .toList();
        List<String> unused = new ArrayList<>(header);
        used.reversed().forEach(column -> unused.remove(column.index()));
        return new MappingReport(
                file.name(),
                format(),
                used,
                unused.stream().map(String::strip).toList(),
                (datesWord.isEmpty() ? "" : datesWord + ", ") + "in the zone " + zone(),
                amounts(),
                rows);
    }

    private String amounts() {
        if (columns.containsKey(OrderField.CURRENCY.field())) {
            return "in the currency of each row, %s where it says none"
                    .formatted(mapping.currency().orElse("without one"));
        }
        return mapping.currency()
                .map(currency -> "in " + currency)
                .orElse("without a currency; --currency EUR or a mapping can say it");
    }

    private static RowSource open(ImportFile file, Path folder, char separator)
            throws ImportRefused {
        return switch (file.format()) {
            case SEPARATED -> CsvSource.open(file, separator);
            case JSON_LINES -> JsonSource.open(file);
            case PARQUET -> ParquetFile.open(file, folder);
        };
    }

    /// The separator under which the header has the most names that are looked for, then the most
    /// names at all.
    private static char separator(ImportFile file, Mapping mapping) throws ImportRefused {
        if (file.format() != Format.SEPARATED || mapping.separator().isPresent()) {
            return mapping.separator().orElse(SEPARATORS[0]);
        }
        char best = SEPARATORS[0];
        int bestFitting = -1;
        int bestNames = -1;
        for (char separator : SEPARATORS) {
            try (CsvSource source = CsvSource.open(file, separator)) {
                int names = source.header().size();
                int fitting = ColumnGuess.fitting(ImportKind.ORDERS, source.header(), mapping);
                if (fitting > bestFitting || (fitting == bestFitting && names > bestNames)) {
                    best = separator;
                    bestFitting = fitting;
                    bestNames = names;
                }
            }
        }
        return best;
    }

    private String format() {
        String gzip = file.gzip() ? ", gzip" : "";
        return switch (file.format()) {
            case PARQUET -> "Parquet";
            case JSON_LINES -> "JSON lines" + gzip;
            case SEPARATED -> {
                String separators =
                        switch (separator) {
                            case ',' -> "commas";
                            case ';' -> "semicolons";
                            case '\t' -> "tabs";
                            case '|' -> "bars";
                            default -> "\"%s\"".formatted(separator);
                        };
                yield "text with %s, %s%s".formatted(separators, file.charset().name(), gzip);
            }
        };
    }
}
