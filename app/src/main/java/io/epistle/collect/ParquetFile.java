package io.epistle.collect;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// A Parquet file as rows of text, read by DuckDB. Each row is written as CSV by the query itself:
/// one text a row crosses into Java instead of one a cell, and a quarantined row has a text to
/// keep. Numbers come in their shortest form, whole ones without a fraction: the customer 13085.0
/// is `13085`, the price 6.95 is `6.95`. Times with a zone come in UTC.
final class ParquetFile implements RowSource {
    private static final CsvSyntax CSV = new CsvSyntax(',');

    /// Past it a double no longer holds every whole number.
    private static final String EXACT_DOUBLE = "9007199254740992";

    private final String name;
    private final Connection connection;
    private final Statement statement;
    private final List<String> header;
    private final ResultSet rows;
    private final long total;
    private long done;

    private ParquetFile(String name, Connection connection, Path path) throws SQLException {
        this.name = name;
        this.connection = connection;
        this.statement = connection.createStatement();
        for (String setting : StagingStore.settings(StagingStore.READER_MEMORY)) {
            statement.execute(setting);
        }
        String table =
                "read_parquet('%s', file_row_number = true, binary_as_string = true)"
                        .formatted(path.toString().replace("'", "''"));
        List<String> columns = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        try (ResultSet described = statement.executeQuery("DESCRIBE FROM " + table)) {
            while (described.next()) {
                String column = described.getString(1);
                if (!column.equals("file_row_number")) {
                    columns.add(column);
                    texts.add(text(column, described.getString(2)));
                }
            }
        }
        this.header = List.copyOf(columns);
        try (ResultSet counted = statement.executeQuery("SELECT count(*) FROM " + table)) {
            counted.next();
            this.total = counted.getLong(1);
        }
        this.rows =
                statement.executeQuery(
                        "SELECT file_row_number + 1, %s FROM %s"
                                .formatted(String.join(" || ',' || ", texts), table));
    }

    /// Opens a file.
    ///
    /// @param temporary an existing folder for a link to the file, where its name holds characters
    ///   that DuckDB takes for a pattern
    /// @throws ImportRefused where it is damaged
    static ParquetFile open(ImportFile file, Path temporary) throws ImportRefused {
        Connection connection = null;
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:", streaming());
            return new ParquetFile(file.name(), connection, plainlyNamed(file.path(), temporary));
        } catch (SQLException | IOException failure) {
            close(connection);
            throw damaged(file.name());
        }
    }

    static Properties streaming() {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        return properties;
    }

    /// The SQL of one cell, quoted for CSV, blank for null.
    private static String text(String column, String type) {
        String value = "\"" + column.replace("\"", "\"\"") + "\"";
        String text = "CAST(%s AS VARCHAR)".formatted(value);
        if (type.equals("DOUBLE") || type.equals("FLOAT")) {
            text =
                    "CASE WHEN isfinite(%1$s) AND %1$s = trunc(%1$s) AND abs(%1$s) < %2$s THEN CAST(CAST(%1$s AS BIGINT) AS VARCHAR) ELSE %3$s END"
                            .formatted(value, EXACT_DOUBLE, text);
        }
        return "coalesce('\"' || replace(%s, '\"', '\"\"') || '\"', '')".formatted(text);
    }

    private static Path plainlyNamed(Path path, Path temporary) throws IOException {
        Path absolute = path.toAbsolutePath();
        if (absolute.toString().chars().noneMatch(character -> "*?[]{}".indexOf(character) >= 0)) {
            return absolute;
        }
        Path link = temporary.resolve("input.parquet");
        Files.deleteIfExists(link);
        return Files.createSymbolicLink(link, absolute);
    }

    private static ImportRefused damaged(String name) {
        return new ImportRefused(
                "%s is no whole Parquet file: it begins as one, but its content cannot be read; copy or export it again, nothing of it was stored"
                        .formatted(name));
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public @Nullable RawRow next() throws ImportRefused {
        try {
            if (!rows.next()) {
                return null;
            }
            done++;
            long number = rows.getLong(1);
            String text = rows.getString(2);
            if (text.length() > TextLines.CHARS_MAX) {
                return RawRow.faulty(
                        number, text.substring(0, TextLines.CHARS_MAX), RowFault.ROW_TOO_LONG);
            }
            if (text.indexOf('\0') >= 0) {
                return RawRow.faulty(number, text, RowFault.UNREADABLE_TEXT);
            }
            return RawRow.whole(number, text, CSV.cells(text));
        } catch (SQLException failure) {
            throw damaged(name);
        }
    }

    @Override
    public RowSyntax syntax() {
        return CSV;
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public void close() {
        close(rows);
        close(statement);
        close(connection);
    }

    private static void close(@Nullable AutoCloseable resource) {
        if (resource != null) {
            try {
                resource.close();
            } catch (Exception _) {
                // The file was only read: nothing is lost.
            }
        }
    }
}
