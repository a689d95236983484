package io.epistle.predict.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.epistle.catalogue.OnlineRetail;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.event.Timeline;
import io.epistle.profile.Order;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// UCI Online Retail II, trained as of 2011-09-30, compared with who really ordered in the ten
/// weeks after.
class OnlineRetailChurnTest {
    private static final Instant NOW = Instant.parse("2011-09-30T00:00:00Z");

    @Test
    void churnIsForeseenBetterThanByRecency() throws SQLException {
        SortedMap<String, Timeline> people = people();
        ChurnExamples past = examples(people, ChurnTraining.moments(NOW), NOW);

        ChurnOutcome outcome = ChurnTraining.train(past, NOW);

        ChurnModel model = ((ChurnOutcome.Trained) outcome).model();
        ChurnEvaluation later =
                ChurnEvaluation.of(
                        model.fit().model(),
                        NOW,
                        examples(people, List.of(NOW), NOW.plus(ChurnLabel.HORIZON))
                                .at(NOW)
                                .orElseThrow());
        System.out.printf(
                "Churn on Online Retail II: held out %s by model, %s by recency; later %s by model,"
                        + " %s by recency, %s; %s%n",
                model.evaluation().model(),
                model.evaluation().recency(),
                later.model(),
                later.recency(),
                later.over(),
                later.calibration());
        long began = System.nanoTime();
        long scored =
                people.values().stream()
                        .flatMap(timeline -> OrderHistory.asOf(timeline, NOW).stream())
                        .map(model::score)
                        .filter(score -> !score.reasons().isEmpty())
                        .count();
        System.out.printf(
                "Scored %d customers on one core in %d ms%n",
                scored, (System.nanoTime() - began) / 1_000_000);
        assertThat(model.isPromoted()).isTrue();
        assertThat(later.people()).isGreaterThan(5_000);
        assertThat(later.over().low()).isGreaterThan(0.02);
        assertThat(later.model().value()).isGreaterThan(0.78);
    }

    /// Features and labels of a fifth of the customers by plain SQL over their orders, which shares
    /// nothing with the product but what an order is.
    @Test
    void featuresAreThoseOfPlainSql() throws SQLException {
        SortedMap<String, Timeline> people = new TreeMap<>(people());
        people.keySet().removeIf(customer -> customer.hashCode() % 5 != 0);
        Instant later = NOW.plus(ChurnLabel.HORIZON);
        try (Connection sql = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = sql.createStatement()) {
            load(sql, people);
            int compared = 0;
            try (ResultSet row = statement.executeQuery(FEATURES)) {
                while (row.next()) {
                    Timeline timeline = Objects.requireNonNull(people.get(row.getString("c")));
                    OrderHistory history = OrderHistory.asOf(timeline, NOW).orElseThrow();
                    equal(row, "recency", history.recencyDays());
                    equal(row, "tenure", history.tenureDays());
                    equal(row, "n", history.orders());
                    equal(row, "n30", history.ordersWithin(30));
                    equal(row, "n90", history.ordersWithin(90));
                    equal(row, "n180", history.ordersWithin(180));
                    equal(row, "n365", history.ordersWithin(365));
                    equal(row, "visits", history.visits());
                    equal(row, "gap", history.gapDays());
                    equal(row, "spread", history.gapSpread());
                    equal(row, "net", history.net());
                    equal(row, "net90", history.netWithin(90));
                    equal(row, "net365", history.netWithin(365));
                    equal(row, "amount", history.orderAmount());
                    equal(row, "lines", history.orderLines());
                    equal(row, "refunds", history.refunds());
                    equal(row, "year_ago", history.ordersAYearAgo());
                    assertThat(ChurnLabel.of(timeline, NOW, later))
                            .isEqualTo(
                                    row.getBoolean("churned")
                                            ? ChurnLabel.CHURNED
                                            : ChurnLabel.ORDERED);
                    compared++;
                }
            }
            long customers =
                    people.values().stream()
                            .filter(timeline -> OrderHistory.asOf(timeline, NOW).isPresent())
                            .count();
            assertThat(compared).isEqualTo((int) customers).isGreaterThan(900);
        }
    }

    private static void equal(ResultSet row, String column, double told) throws SQLException {
        double found = row.getDouble(column);
        assertThat(told)
                .as("%s of %s", column, row.getString("c"))
                .isCloseTo(row.wasNull() ? Double.NaN : found, within(1e-6));
    }

    private static final String FEATURES =
            """
            with o as (
                select *, date_diff('day', date '1970-01-01', t::date) d,
                    (epoch_ms(timestamp '2011-09-30') - epoch_ms(t)) / 86400000.0 ago
                from orders where t < timestamp '2011-09-30'),
            visit as (
                select c, d, d - lag(d) over (partition by c order by d) gap
                from (select distinct c, d from o where not refund)),
            rhythm as (
                select c, count(*) visits, avg(gap) gap,
                    case when count(*) > 2 then stddev_pop(gap) / avg(gap) end spread
                from visit group by c),
            later as (
                select distinct c from orders
                where not refund and t >= timestamp '2011-09-30' and t < timestamp '2011-09-30' + interval 70 day),
            figures as (
                select c, min(ago) filter (not refund) recency, max(ago) filter (not refund) tenure,
                    count(*) filter (not refund) n,
                    count(*) filter (not refund and ago < 30) n30,
                    count(*) filter (not refund and ago < 90) n90,
                    count(*) filter (not refund and ago < 180) n180,
                    count(*) filter (not refund and ago < 365) n365,
                    sum(case when refund then -total else total end) net,
                    coalesce(sum(case when refund then -total else total end) filter (ago < 90), 0) net90,
                    coalesce(sum(case when refund then -total else total end) filter (ago < 365), 0) net365,
                    avg(total) filter (not refund) amount,
                    avg(lines) filter (not refund) lines,
                    count(*) filter (refund) refunds,
                    case when max(ago) filter (not refund) > 365 then
                        count(*) filter (not refund and ago <= 365 and ago > 295) end year_ago
                from o group by c having count(*) filter (not refund) > 0)
            select *, c not in (select c from later) churned from figures join rhythm using (c)
            """;

    private static void load(Connection sql, SortedMap<String, Timeline> people)
            throws SQLException {
        try (Statement statement = sql.createStatement()) {
            statement.execute(
                    "create table orders (c varchar, t timestamp, refund boolean, total"
                            + " decimal(18,3), lines int)");
        }
        try (PreparedStatement insert =
                sql.prepareStatement("insert into orders values (?, make_timestamp(?), ?, ?, ?)")) {
            for (Map.Entry<String, Timeline> person : people.entrySet()) {
                for (Fact fact : person.getValue().facts()) {
                    Order order = Order.of(fact);
                    insert.setString(1, person.getKey());
                    insert.setLong(2, fact.occurredAt().toEpochMilli() * 1_000);
                    insert.setBoolean(3, fact.name().equals(Order.REFUNDED));
                    insert.setBigDecimal(4, order.total());
                    insert.setInt(5, order.lines().size());
                    insert.addBatch();
                }
            }
            int[] _ = insert.executeBatch();
        }
    }

    private static ChurnExamples examples(
            SortedMap<String, Timeline> people, List<Instant> moments, Instant until) {
        ChurnExamples.Builder examples =
                new ChurnExamples.Builder(moments, until, people.size(), 1);
        people.forEach(examples::add);
        return examples.build();
    }

    private static SortedMap<String, Timeline> people() throws SQLException {
        SortedMap<String, List<Fact>> facts = new TreeMap<>();
        for (Fact fact : OnlineRetail.facts()) {
            String customer = fact.event().identifier(Identifier.USER_ID);
            if (customer != null) {
                facts.computeIfAbsent(customer, _ -> new ArrayList<>()).add(fact);
            }
        }
        SortedMap<String, Timeline> people = new TreeMap<>();
        facts.forEach((customer, told) -> people.put(customer, Timeline.of(told)));
        return people;
    }
}
