package io.epistle.collect;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where the rows of one import wait until all of them are read, to be handed out order by order: a
/// table in an in-memory DuckDB of bounded memory, which spills into a folder of its own. The
/// folder holds parts of the imported file as they are; it is removed at the end, or by the next
/// import where this one was killed.
final class StagingStore implements AutoCloseable {
    /// Reading Parquet holds a few row groups.
    static final String READER_MEMORY = "512MB";

    /// Sorting is a small part of an import, and one thread manages in a memory in which two give
    /// up.
    private static final int THREADS = 1;

    /// What marks the group of a row that names no order; orders are marked [#ORDER].
    static final String NO_ORDER = "-";

    /// What marks the group of an order's rows.
    static final String ORDER = "+";

    private static final String FOLDER_PREFIX = "import-";

    private static final String TABLE =
            """
            CREATE TABLE staged (
                line BIGINT, grp VARCHAR, day_first BIGINT, month_first BIGINT,
                fault VARCHAR, text VARCHAR)
            """;

    private final Path folder;
    private final DuckDBConnection connection;
    private final Statement statement;
    private @Nullable DuckDBAppender appender;
    private long rows;

    private StagingStore(Path folder, DuckDBConnection connection, String memory)
            throws SQLException {
        this.folder = folder;
        this.connection = connection;
        this.statement = connection.createStatement();
        for (String setting : settings(memory)) {
            statement.execute(setting);
        }
        statement.execute(
                "SET temp_directory = '%s'".formatted(folder.toString().replace("'", "''")));
        statement.execute(TABLE);
        this.appender = connection.createAppender("staged");
    }

    /// Opens an empty store in a folder of its own.
    ///
    /// @param parent where the folder is made; those that killed imports left there are removed
    /// @param importId names the folder
    /// @param memory DuckDB's bound, such as `1GB`
    static StagingStore open(Path parent, String importId, String memory) throws ImportRefused {
        Path folder = parent.resolve(FOLDER_PREFIX + importId);
        try {
            Files.createDirectories(parent);
            removeLeftovers(parent);
            Files.createDirectory(folder);
            return new StagingStore(
                    folder,
                    DriverManager.getConnection("jdbc:duckdb:", ParquetFile.streaming())
                            .unwrap(DuckDBConnection.class),
                    memory);
        } catch (IOException | SQLException failure) {
            throw full(folder);
        }
    }

    private static void removeLeftovers(Path parent) throws IOException {
        List<Path> leftovers;
        try (Stream<Path> children = Files.list(parent)) {
            leftovers =
                    children.filter(child ->
                                    String.valueOf(child.getFileName()).startsWith(FOLDER_PREFIX))
                            .toList();
        }
        for (Path leftover : leftovers) {
            remove(leftover);
        }
    }

    /// What every DuckDB here is told: bounded, and nothing loaded from anywhere.
    static List<String> settings(String memory) {
        return List.of(
                "SET memory_limit = '%s'".formatted(memory),
                "SET threads = %d".formatted(THREADS),
                "SET TimeZone = 'UTC'",
                "SET autoinstall_known_extensions = false",
                "SET autoload_known_extensions = false");
    }

    /// The folder that may hold other temporary files of the import.
    Path folder() {
        return folder;
    }

    /// The rows staged.
    long rows() {
        return rows;
    }

    /// Takes a row.
    ///
    /// @param group [#ORDER] and the order's number, or [#NO_ORDER] and what tells the row from
    ///   others
    void add(RawRow row, String group, TimeReadings times) throws ImportRefused {
        if (appender == null) {
            throw new IllegalStateException("rows come before they are handed out");
        }
        try {
            appender.beginRow().append(row.line()).append(group);
            append(times.dayFirst());
            append(times.monthFirst());
            RowFault fault = row.fault();
            if (fault == null) {
                appender.appendNull();
            } else {
                appender.append(fault.name());
            }
            appender.append(row.text()).endRow();
            rows++;
        } catch (SQLException failure) {
            throw full(folder);
        }
    }

    private void append(long time) throws SQLException {
        if (appender == null) {
            throw new IllegalStateException("rows come before they are handed out");
        }
        if (time == TimeReadings.NONE) {
            appender.appendNull();
        } else {
            appender.append(time);
        }
    }

    /// One row handed out.
    ///
    /// @param line where it begins in its file
    /// @param group as given to [#add]
    /// @param time milliseconds since 1970 in UTC, [TimeReadings#NONE] where not readable
    /// @param fault why it has no cells, null where it has
    /// @param text as it stands in the file
    /// @param ordinal the how-manieth of its group it is, from 1
    /// @param groupRows how many rows its group has
    record StagedRow(
            long line,
            String group,
            long time,
            @Nullable RowFault fault,
            String text,
            long ordinal,
            long groupRows) {}

    /// The rows, those of one group behind each other.
    final class StagedRows implements AutoCloseable {
        private final ResultSet result;

        private String group = "";
        private long ordinal;

        private StagedRows(ResultSet result) {
            this.result = result;
        }

        /// The next row, null behind the last.
        @Nullable StagedRow next() throws ImportRefused {
            try {
                if (!advance()) {
                    return null;
                }
                long time = result.getLong(3);
                if (result.wasNull()) {
                    time = TimeReadings.NONE;
                }
                String fault = result.getString(4);
                return new StagedRow(
                        result.getLong(1),
                        group,
                        time,
                        fault == null ? null : RowFault.valueOf(fault),
                        result.getString(5),
                        ordinal,
                        result.getLong(6));
            } catch (SQLException failure) {
                throw full(folder);
            }
        }

        /// Steps to the next row and counts it within its group.
        private boolean advance() throws SQLException {
            if (!result.next()) {
                return false;
            }
            String next = result.getString(2);
            ordinal = next.equals(group) ? ordinal + 1 : 1;
            group = next;
            return true;
        }

        @Override
        public void close() {
            try {
                result.close();
            } catch (SQLException _) {
                // Everything is in memory and goes with the store.
            }
        }
    }

    /// Hands the rows out; none can be added any more.
    ///
    /// @param order which of the two readings of a time counts
    /// @param skipped rows to pass over at the beginning
    StagedRows inOrder(DateOrder order, long skipped) throws ImportRefused {
        try {
            if (appender != null) {
                appender.close();
                appender = null;
            }
            String column =
                    switch (order) {
                        case DAY_FIRST -> "day_first";
                        case MONTH_FIRST -> "month_first";
                    };
            StagedRows rows = new StagedRows(statement.executeQuery(inOrder(column)));
            for (long row = 0; row < skipped; row++) {
                rows.advance();
            }
            return rows;
        } catch (SQLException failure) {
            throw full(folder);
        }
    }

    /// Orders by the time of their first row, rows within them as they stand in the file. Joining
    /// the groups' firsts spills where window functions do not.
    private static String inOrder(String time) {
        return """
        SELECT line, staged.grp, %1$s, fault, text, group_rows
        FROM staged
        JOIN (
            SELECT grp, min(%1$s) AS first_time, min(line) AS first_line, count(*) AS group_rows
            FROM staged GROUP BY grp
        ) AS firsts ON firsts.grp = staged.grp
        ORDER BY first_time NULLS LAST, first_line, line
        """
                .formatted(time);
    }

    private static ImportRefused full(Path folder) {
        return new ImportRefused(
                "the rows could not be kept in the temporary folder %s and memory: make room or permit writing there, name another folder, or split the file"
                        .formatted(folder));
    }

    @Override
    public void close() {
        try {
            if (appender != null) {
                appender.close();
            }
            statement.close();
            connection.close();
        } catch (SQLException _) {
            // What it held is read or not wanted any more.
        }
        try {
            remove(folder);
        } catch (IOException _) {
            // The next import of this file removes it.
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
