package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.epistle.send.MailboxStore;
import io.epistle.send.ReceivedMail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The main job on a million real order lines (UCI Online Retail II), held against plain SQL over
/// the raw files that shares nothing with the product.
@Tag("proof")
class RealOrdersTest {
    private static final Path ORDERS =
            Path.of(System.getProperty("epistle.data", "../shared/data"), "online-retail");
    private static final Path FIRST = ORDERS.resolve("online_retail_ii_2009_2010.parquet");
    private static final Path SECOND = ORDERS.resolve("online_retail_2010_2011_qtypos.parquet");

    @TempDir Path folder;

    @Test
    void theMainJobOnRealOrders() throws IOException, SQLException {
        assumeTrue(
                Files.isRegularFile(FIRST), "the folder %s has no real orders".formatted(ORDERS));

        JsonNode report = demonstrate("first.json");

        assertThat(report.at("/rows").asLong()).isEqualTo(525_461 + 531_282);
        assertThat(report.at("/people").asLong()).isEqualTo(5_942);
        assertThat(report.at("/duplicates").asLong()).isEqualTo(22_130);
        assertThat(report.at("/messages/open").asLong()).isZero();
        assertThat(report.at("/messages/sent").asLong()).isGreaterThanOrEqualTo(3_000);
        JsonNode hitRate = report.get("models").get(0);
        assertThat(hitRate.get("value").asDouble())
                .isGreaterThan(hitRate.get("baseline").asDouble());
        churnIsForeseenAndUsed(report);
        assertThat(distinctProductSets()).isGreaterThanOrEqualTo(500);
        segmentsAreThoseOfPlainSql(report);
        theSecondTimeAddsNothing(report);
    }

    private static void churnIsForeseenAndUsed(JsonNode report) {
        JsonNode churn =
                report.get("models")
                        .valueStream()
                        .filter(model -> model.get("name").asString().equals("churn"))
                        .findFirst()
                        .orElseThrow();
        assertThat(churn.get("low").asDouble()).isGreaterThan(churn.get("baseline").asDouble());
        assertThat(report.at("/churn/promoted").asBoolean()).isTrue();
        assertThat(report.at("/churn/scored").asLong()).isGreaterThan(5_000);
        assertThat(report.at("/segments/slipping-away").asLong()).isPositive();
    }

    private JsonNode demonstrate(String name) throws IOException {
        Path out = folder.resolve(name);
        Run run =
                Run.of(
                        "demo",
                        "--orders",
                        FIRST,
                        "--orders",
                        SECOND,
                        "--as-of",
                        "2011-09-30",
                        "--exit",
                        "--json",
                        out,
                        "--data",
                        folder.resolve("data"));
        assertThat(run.code()).as(run.said()).isZero();
        return JsonMapper.builder().build().readTree(Files.readString(out));
    }

    /// Bodies of the recommender's mails with whatever names the recipient taken out.
    private long distinctProductSets() {
        TreeSet<String> bodies = new TreeSet<>();
        try (Engine engine = Command.open(folder.resolve("data"))) {
            engine.mailbox
                    .list(engine.store, MailboxStore.count(engine.store), Integer.MAX_VALUE)
                    .forEach(mail ->
                            bodies.add(
                                    ReceivedMail.of(mail.bytes().bytes())
                                            .text()
                                            .replaceAll("[^\\s]+@example\\.com", "")
                                            .replaceAll("https?://\\S+", "")));
        }
        return bodies.size();
    }

    private static void segmentsAreThoseOfPlainSql(JsonNode report) throws SQLException {
        Map<String, String> counts = new TreeMap<>();
        counts.put(
                "recent-purchasers",
                "select count(distinct c) from i where t > now - interval 30 day");
        counts.put(
                "dormant",
                "select count(*) from (select c from i group by c having max(t) <= min(now) -"
                        + " interval 180 day)");
        counts.put(
                "new-customers",
                "select count(*) from (select c from i group by c having min(t) > min(now) -"
                        + " interval 60 day)");
        counts.put(
                "frequent-buyers",
                "select count(*) from (select c from i where t > now - interval 180 day group by c"
                        + " having count(*) >= 4)");
        counts.put(
                "one-order-only",
                "select count(*) from (select c from i group by c having count(*) = 1 and max(t) <="
                        + " min(now) - interval 90 day)");
        counts.put(
                "vip",
                "select count(*) from (select c from i where t > now - interval 365 day group by c"
                        + " having sum(total) > 5000)");
        try (Connection sql = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = sql.createStatement()) {
            statement.execute(
                    """
                    create table l as
                    select Invoice::varchar i, Quantity q, Price::decimal(18,3) p, InvoiceDate::timestamp t, "Customer ID"::bigint c from '%s'
                    union all
                    select InvoiceNo::varchar, Quantity, UnitPrice::decimal(18,3), InvoiceDate::timestamp, CustomerID::bigint from '%s'
                    where InvoiceNo::varchar not in (select Invoice from '%s')
                    """
                            .formatted(FIRST, SECOND, FIRST));
            statement.execute(
                    """
                    create table i as
                    select i, any_value(c) c, min(t) t, sum(p * q) total, TIMESTAMP '2011-09-30' as now from l
                    where c is not null and c <> 0 and i not like 'C%' and q > 0 and p >= 0
                    group by i having min(t) <= TIMESTAMP '2011-09-30'
                    """);
            for (Map.Entry<String, String> segment : counts.entrySet()) {
                try (ResultSet counted = statement.executeQuery(segment.getValue())) {
                    assertThat(counted.next()).isTrue();
                    assertThat(report.get("segments").get(segment.getKey()).asLong())
                            .as(segment.getKey())
                            .isEqualTo(counted.getLong(1));
                }
            }
        }
    }

    private void theSecondTimeAddsNothing(JsonNode first) throws IOException {
        JsonNode second = demonstrate("second.json");

        assertThat(second.at("/facts").asLong()).isZero();
        assertThat(second.at("/duplicates")).isEqualTo(second.at("/rows"));
        assertThat(second.get("messages")).isEqualTo(first.get("messages"));
        Run check = Run.of("check", "--data", folder.resolve("data"));
        assertThat(check.out()).as(check.said()).contains("everything agrees");
    }
}
