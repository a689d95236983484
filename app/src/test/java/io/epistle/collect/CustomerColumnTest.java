package io.epistle.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Event;
import io.epistle.event.Identifier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Whom the cells of a column of customers name, in the shapes that real exports have.
final class CustomerColumnTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "0.0",
                "-0.0",
                "-0",
                "000",
                "nan",
                "NaN",
                "null",
                "None",
                "N/A",
                "undefined",
                "Unknown",
                "ANONYMOUS",
                "guest",
                "-1",
                "'null'"
            })
    void aCellThatIdentifiesNobodyIsAnonymousInEveryColumn(String cell) {
        Imported numbers = csv("13085", cell);
        Imported texts = csv("A-17", cell);

        assertThat(people(numbers)).containsExactly("13085", "");
        assertThat(people(texts)).containsExactly("A-17", "");
        assertThat(numbers.counts().anonymous()).isEqualTo(1);
        assertThat(texts.counts().anonymous()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inf", "-inf", "Infinity", "-nan", "-5", "13085.5", "-13085.0", "1e-2"})
    void whatIsNoIdIsQuarantinedInAColumnOfNumbers(String cell) {
        Imported imported = csv("13085.0", cell, "", "12346.0");

        assertThat(people(imported)).containsExactly("13085", "", "12346");
        assertThat(imported.bad()).containsExactly("3 unreadable_customer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inf", "-5", "13085.5"})
    void whatIsNoIdIsQuarantinedAlsoWhereTheColumnHasNothingElse(String cell) {
        assertThat(csv(cell).bad()).containsExactly("2 unreadable_customer");
    }

    @Test
    void aColumnOfTextsSaysWhatItSays() {
        Imported imported = csv("A-17", "13085", "013085", "1e5", "-5", "13085.5", "inf");

        assertThat(people(imported))
                .containsExactly("A-17", "13085", "013085", "1e5", "-5", "13085.5", "inf");
        assertThat(imported.bad()).isEmpty();
    }

    @Test
    void zerosInFrontTellIdsApart() {
        assertThat(people(csv("013085", "13085", "13085.0")))
                .containsExactly("013085", "13085", "13085");
    }

    @Test
    void anExponentIsANumberAmongNumbersOnly() {
        assertThat(people(csv("13085", "1e5", "1.3085E+4")))
                .containsExactly("13085", "100000", "13085");
        assertThat(people(csv("1e5", "12e7"))).containsExactly("1e5", "12e7");
        assertThat(csv("13085", "1e20").bad()).containsExactly("3 unreadable_customer");
    }

    @Test
    void doublesInParquetAreReadAsTheNumbersTheyAre() throws SQLException {
        Imported imported =
                parquet(
                        "DOUBLE",
                        List.of(
                                "13085.0", "1e5", "NULL", "0.0", "-0.0", "'nan'", "'inf'", "'-inf'",
                                "-5.0", "13085.5", "-1.0"));

        assertThat(people(imported)).containsExactly("13085", "100000", "", "", "", "", "");
        assertThat(imported.bad())
                .containsExactly(
                        "7 unreadable_customer",
                        "8 unreadable_customer",
                        "9 unreadable_customer",
                        "10 unreadable_customer");
        assertThat(imported.counts().attributed()).isEqualTo(2);
        assertThat(imported.counts().anonymous()).isEqualTo(5);
    }

    @Test
    void wholeNumbersAndTextsInParquetAreReadAsInCsv() throws SQLException {
        assertThat(people(parquet("BIGINT", List.of("13085", "NULL", "0"))))
                .containsExactly("13085", "", "");
        assertThat(people(parquet("VARCHAR", List.of("'013085'", "'13085'", "'A1'", "'inf'"))))
                .containsExactly("013085", "13085", "A1", "inf");
    }

    /// Each order's customer, empty for nobody, in the order of the rows.
    private static List<String> people(Imported imported) {
        return imported.events().stream()
                .map((Event event) -> event.identifier(Identifier.USER_ID))
                .map(id -> id == null ? "" : id)
                .toList();
    }

    /// Imports one order for each customer.
    private Imported csv(String... customers) {
        List<String> rows = new ArrayList<>();
        for (String customer : customers) {
            rows.add("%d,a,A,1,2010-01-02,1,%s,X".formatted(rows.size(), customer));
        }
        return Imported.rows(folder, rows.toArray(String[]::new));
    }

    private Imported parquet(String type, List<String> customers) throws SQLException {
        Path file = folder.resolve("orders.parquet");
        List<String> rows = new ArrayList<>();
        for (String customer : customers) {
            rows.add("(%d, CAST(%s AS %s))".formatted(rows.size(), customer, type));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "COPY (SELECT 'n' || n AS Invoice, 'a' AS StockCode, 1 AS Quantity, DATE '2010-01-02' AS InvoiceDate, 1.5 AS Price, customer AS \"Customer ID\" FROM (VALUES %s) AS v(n, customer)) TO '%s' (FORMAT parquet)"
                            .formatted(String.join(", ", rows), file));
        }
        return Imported.request(
                new MemoryIntake(), ImportRequest.orders(file, folder.resolve("temporary")));
    }
}
