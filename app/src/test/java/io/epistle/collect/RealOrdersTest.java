package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.epistle.event.Event;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Value;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A million real order lines: what the importer hands in against plain SQL over the raw files,
/// which shares nothing with it.
final class RealOrdersTest {
    private static final Path FOLDER = Path.of(System.getProperty("epistle.data"), "online-retail");
    private static final Path FIRST = FOLDER.resolve("online_retail_ii_2009_2010.parquet");
    private static final Path FIRST_AS_CSV = FOLDER.resolve("online_retail_ii_2009_2010.csv.gz");
    private static final Path SECOND = FOLDER.resolve("online_retail_2010_2011_qtypos.parquet");

    private static final String GOOD = "price >= 0 AND (quantity < 0) = starts_with(invoice, 'C')";

    @TempDir static Path temporary;

    private static MemoryIntake intake = new MemoryIntake();
    private static ImportCounts first = ImportCounts.NONE;
    private static ImportCounts second = ImportCounts.NONE;

    @BeforeAll
    static void importBoth() {
        assumeTrue(
                Files.exists(FIRST) && Files.exists(SECOND) && Files.exists(FIRST_AS_CSV),
                "needs the UCI Online Retail II files in " + FOLDER);
        intake = new MemoryIntake();
        first = imported(FIRST, intake);
        second = imported(SECOND, intake);
    }

    @Test
    void everyRowIsAccountedForAsPlainSqlCountsThem() throws SQLException {
        assertThat(first.rows()).isEqualTo(number("SELECT count(*) FROM orders WHERE file = 1"));
        assertThat(first.attributed())
                .isEqualTo(number("SELECT count(customer) FROM orders WHERE file = 1 AND " + GOOD));
        assertThat(first.anonymous())
                .isEqualTo(
                        number(
                                "SELECT count(*) - count(customer) FROM orders WHERE file = 1 AND "
                                        + GOOD));
        assertThat(first.quarantined())
                .isEqualTo(
                        new TreeMap<>(
                                Map.of(
                                        "negative_price",
                                        number("SELECT count(*) FROM orders WHERE price < 0"),
                                        "negative_quantity_outside_cancellation",
                                        number(
                                                "SELECT count(*) FROM orders WHERE price >= 0 AND"
                                                    + " quantity < 0 AND NOT starts_with(invoice,"
                                                    + " 'C')"),
                                        "positive_quantity_in_cancellation",
                                        number(
                                                "SELECT count(*) FROM orders WHERE quantity > 0 AND"
                                                        + " starts_with(invoice, 'C')"))));
        assertThat(second.rows()).isEqualTo(number("SELECT count(*) FROM orders WHERE file = 2"));
        assertThat(second.duplicate())
                .isEqualTo(
                        number(
                                "SELECT count(*) FROM orders WHERE file = 2 AND invoice IN (SELECT"
                                        + " invoice FROM orders WHERE file = 1)"));
        assertThat(second.quarantined()).isEmpty();
    }

    @Test
    void thereIsOneFactAnInvoiceWithTheTotalAndTimeOfItsGoodRows() throws SQLException {
        SortedMap<String, String> expected = new TreeMap<>();
        for (List<String> row :
                rows(
                        """
                        SELECT invoice, min(time), any_value(CAST(customer AS BIGINT)), count(*),
                            sum(abs(quantity)), sum(abs(quantity) * price)
                        FROM orders
                        WHERE (file = 1 OR invoice NOT IN (SELECT invoice FROM orders WHERE file = 1))
                            AND %s
                        GROUP BY invoice
                        """
                                .formatted(GOOD))) {
            BigDecimal total = new BigDecimal(row.get(5)).setScale(3);
            expected.put(row.get(0), String.join(" ", row.subList(0, 5)) + " " + total);
        }

        SortedMap<String, String> found = new TreeMap<>();
        for (Event event : intake.facts()) {
            Struct properties = event.properties();
            List<Struct> products = properties.structs("products");
            long pieces =
                    products.stream()
                            .map(product ->
                                    Value.exactNumber(product.get("quantity").orElseThrow()))
                            .mapToLong(BigDecimal::longValueExact)
                            .sum();
            String invoice = properties.text("order_id").orElseThrow();
            found.put(
                    invoice,
                    "%s %s %s %d %d %s"
                            .formatted(
                                    invoice,
                                    event.occurredAt()
                                            .toString()
                                            .replace('T', ' ')
                                            .replace("Z", ""),
                                    event.identifier(Identifier.USER_ID),
                                    products.size(),
                                    pieces,
                                    Value.exactNumber(properties.get("total").orElseThrow())
                                            .setScale(3)));
            assertThat(event.name())
                    .isEqualTo(invoice.startsWith("C") ? "Order Refunded" : "Order Completed");
            assertThat(event.knownAt()).isEqualTo(event.occurredAt());
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void thereAre5942PeopleIn888SharedInvoices() throws SQLException {
        List<String> people =
                intake.facts().stream()
                        .flatMap(event -> event.identifiers().stream())
                        .map(Identifier::value)
                        .distinct()
                        .sorted()
                        .toList();

        assertThat(people).hasSize(5_942);
        assertThat(people)
                .isEqualTo(
                        rows(
                                        "SELECT DISTINCT CAST(CAST(customer AS BIGINT) AS VARCHAR)"
                                            + " AS c FROM orders WHERE customer IS NOT NULL ORDER"
                                            + " BY c")
                                .stream()
                                .map(List::getFirst)
                                .toList());
        assertThat(number("SELECT count(DISTINCT invoice) FROM orders"))
                .isEqualTo(28_816 + 20_725 - 888);
    }

    @Test
    void theSameYearAsCsvGivesTheSameEventsAndBadRows() {
        MemoryIntake csv = new MemoryIntake();

        ImportCounts counts = imported(FIRST_AS_CSV, csv);

        assertThat(counts).isEqualTo(first);
        assertThat(csv.facts()).isEqualTo(intake.facts().subList(0, csv.facts().size()));
        assertThat(csv.rows.keySet()).isEqualTo(intake.rows.keySet());
        // Behind the header, a row's line is one more than its number.
        assertThat(csv.rows.values().stream().map(row -> row.line() - 1))
                .isEqualTo(intake.rows.values().stream().map(QuarantinedRow::line).toList());
    }

    private static ImportCounts imported(Path file, MemoryIntake intake) {
        ImportResult result =
                OrderImport.run(ImportRequest.orders(file, temporary), intake, Progress.UNWATCHED);
        assertThat(result).isInstanceOf(ImportResult.Completed.class);
        assertThat(temporary).isEmptyDirectory();
        return ((ImportResult.Completed) result).counts();
    }

    private static long number(String query) throws SQLException {
        return Long.parseLong(rows(query).getFirst().getFirst());
    }

    private static List<List<String>> rows(String query) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE VIEW orders AS
                    SELECT 1 AS file, Invoice AS invoice, StockCode AS product, Quantity AS quantity,
                        CAST(Price AS DECIMAL(18, 3)) AS price, InvoiceDate AS time,
                        nullif("Customer ID", 0) AS customer
                    FROM '%s'
                    UNION ALL
                    SELECT 2, CAST(InvoiceNo AS VARCHAR), StockCode, Quantity,
                        CAST(UnitPrice AS DECIMAL(18, 3)), InvoiceDate, nullif(CustomerID, 0)
                    FROM '%s'
                    """
                            .formatted(FIRST, SECOND));
            try (ResultSet result = statement.executeQuery(query)) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        row.add(String.valueOf(result.getString(column)));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }
}
