package io.epistle.catalogue;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.epistle.event.EventBuilder;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.profile.Order;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Both files of UCI Online Retail II as order facts, for tests: one fact per invoice, ascending by
/// time; an invoice of both files is taken from the first. Reads by itself, sharing nothing with
/// the product's import.
public final class OnlineRetail {
    private static final String ROWS =
            """
            with first as (
                select cast(Invoice as varchar) as invoice, StockCode as code, Description as name,
                    Quantity as quantity, cast(InvoiceDate as timestamp) as placed_at, Price as price,
                    coalesce(try_cast("Customer ID" as bigint), 0) as customer
                from 'FIRST'),
            second as (
                select cast(InvoiceNo as varchar), StockCode, Description, Quantity,
                    cast(InvoiceDate as timestamp), UnitPrice,
                    coalesce(try_cast(CustomerID as bigint), 0)
                from 'SECOND'
                where cast(InvoiceNo as varchar) not in (select invoice from first))
            select invoice, code, coalesce(name, ''), abs(quantity), customer,
                epoch_ms(min(placed_at) over (partition by invoice)) as placed,
                cast(cast(price as decimal(18, 3)) as varchar)
            from (from first union all from second)
            where (quantity > 0 and not starts_with(invoice, 'C')) or (quantity < 0 and starts_with(invoice, 'C'))
            order by placed, invoice, code, quantity, price
            """;

    private OnlineRetail() {}

    /// All facts; skips the calling test where the files are absent.
    public static List<Fact> facts() throws SQLException {
        Path folder =
                Path.of(System.getProperty("epistle.data", "../../shared/data"), "online-retail");
        Path first = folder.resolve("online_retail_ii_2009_2010.parquet");
        Path second = folder.resolve("online_retail_2010_2011_qtypos.parquet");
        assumeTrue(
                Files.exists(first) && Files.exists(second),
                "UCI Online Retail II is not in " + folder);
        List<Fact> facts = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                ROWS.replace("FIRST", first.toString())
                                        .replace("SECOND", second.toString()))) {
            String invoice = "";
            List<Value> lines = new ArrayList<>();
            long customer = 0;
            Instant at = Instant.EPOCH;
            while (rows.next()) {
                if (!rows.getString(1).equals(invoice)) {
                    add(facts, invoice, customer, at, lines);
                    invoice = rows.getString(1);
                    lines = new ArrayList<>();
                    customer = rows.getLong(5);
                    at = Instant.ofEpochMilli(rows.getLong(6));
                }
                lines.add(line(rows));
            }
            add(facts, invoice, customer, at, lines);
        }
        return facts;
    }

    private static Value line(ResultSet row) throws SQLException {
        Struct.Builder line =
                Struct.builder()
                        .put("product_id", row.getString(2))
                        .put("price", Value.of(new BigDecimal(row.getString(7))))
                        .put("quantity", row.getLong(4));
        return (row.getString(3).isEmpty() ? line : line.put("name", row.getString(3))).build();
    }

    private static void add(
            List<Fact> facts, String invoice, long customer, Instant at, List<Value> lines) {
        if (lines.isEmpty()) {
            return;
        }
        EventBuilder order =
                EventBuilder.track(invoice.startsWith("C") ? Order.REFUNDED : Order.COMPLETED, at)
                        .source("import.orders")
                        .messageId(invoice)
                        .trust(Trust.IMPORTED)
                        .properties(
                                Struct.builder()
                                        .put("order_id", invoice)
                                        .put("products", Value.of(lines))
                                        .build());
        if (customer != 0) {
            order.identifier(Identifier.USER_ID, "" + customer);
        }
        facts.add(order.fact(facts.size() + 1));
    }
}
