package io.epistle.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// How fast order lines come in from a file: from the command to facts that are sealed, identified,
/// synced and decided about. The peer is DuckDB loading the same orders into a table on disk.
final class ImportQuestion implements Question {
    private static final int RUNS = 3;
    private static final int INVENTED_ROWS = 300_000;
    private static final String REAL = "online-retail/online_retail_ii_2009_2010.parquet";

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String words() {
        return "How fast do order lines of a file become facts?";
    }

    @Override
    public Answer ask(Place place) {
        Path file = place.real(REAL).map(List::getFirst).orElseGet(() -> invented(place));
        Answer.Collected collected = new Answer.Collected();
        long rows = 0;
        for (int run = 0; run < RUNS; run++) {
            Loaded loaded = load(file, place.fresh("duckdb"));
            rows = loaded.rows();
            Path data = place.fresh("import");
            EpistleProcess imported =
                    EpistleProcess.run(place, "import", file, "--as", "orders", "--data", data);
            check(imported, rows);
            double rate = rows / imported.seconds();
            collected.figure("rowsPerSecond", rate);
            collected.figure("seconds", imported.seconds());
            collected.figure("duckdbRowsPerSecond", rows / loaded.seconds());
            collected.ratio("duckdb", rate * loaded.seconds() / rows);
            EpistleProcess again =
                    EpistleProcess.run(place, "import", file, "--as", "orders", "--data", data);
            check(again, rows);
            collected.figure("againSeconds", again.seconds());
        }
        return collected.answer(
                "%s, %,d order lines".formatted(file.getFileName(), rows),
                "the command as a process of its own into an empty folder, then once more into the"
                    + " same; DuckDB loads the same orders with their lines into a table on disk,"
                    + " without identity, sealing or decisions");
    }

    private static void check(EpistleProcess imported, long rows) {
        if (!imported.said().contains("%,d rows:".formatted(rows))) {
            throw new Unanswered(
                    "The import did not tell %,d rows: %s"
                            .formatted(rows, imported.said().strip()));
        }
    }

    private record Loaded(long rows, double seconds) {}

    private static Loaded load(Path file, Path folder) {
        String source = "'%s'".formatted(file.toString().replace("'", "''"));
        boolean parquet = file.toString().endsWith(".parquet");
        String invoice = parquet ? "\"Invoice\"" : "\"InvoiceNo\"";
        String price = parquet ? "\"Price\"" : "\"UnitPrice\"";
        String orders =
                """
                CREATE TABLE orders AS
                SELECT %s invoice, count(*) lines, min("InvoiceDate") ordered_at,
                       list({product: "StockCode", name: "Description", quantity: "Quantity", price: %s}) products
                FROM %s GROUP BY 1 ORDER BY 1
                """
                        .formatted(invoice, price, source);
        try {
            Files.createDirectories(folder);
            long began = System.nanoTime();
            try (Connection connection =
                            DriverManager.getConnection(
                                    "jdbc:duckdb:" + folder.resolve("orders.db"));
                    Statement statement = connection.createStatement()) {
                boolean _ = statement.execute(orders);
                boolean _ = statement.execute("CHECKPOINT");
                double seconds = (System.nanoTime() - began) / 1e9;
                try (ResultSet result = statement.executeQuery("SELECT sum(lines) FROM orders")) {
                    boolean _ = result.next();
                    return new Loaded(result.getLong(1), seconds);
                }
            }
        } catch (IOException | SQLException refused) {
            throw new Unanswered("DuckDB cannot load %s: %s".formatted(file, refused.getMessage()));
        }
    }

    /// Order lines made up where no real ones are at hand: 20 a invoice, 5,000 customers.
    private static Path invented(Place place) {
        Path file = place.scratch().resolve("orders.csv");
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text =
                new StringBuilder(
                        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
        for (int row = 0; row < INVENTED_ROWS; row++) {
            int product = random.nextInt(3_000);
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%d,P%04d,Product %d,%d,2026-0%d-%02d 10:%02d:00,%d.%02d,%d,France%n",
                            500_000 + row / 20,
                            product,
                            product,
                            1 + random.nextInt(12),
                            1 + row / 20 % 9,
                            1 + row / 20 % 28,
                            row / 20 % 60,
                            product % 40,
                            1 + product % 99,
                            10_000 + row / 20 * 7 % 5_000));
        }
        try {
            Files.writeString(file, text);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        return file;
    }
}
