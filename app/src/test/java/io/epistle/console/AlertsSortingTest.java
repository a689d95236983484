package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.alert.Alert;
import io.epistle.alert.AlertKind;
import io.epistle.alert.Finding;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// The alerts that are over, sorted as the reader likes.
class AlertsSortingTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<AlertKind> KINDS = List.of(AlertKind.values());
    private static final List<AlertOrder> ORDERS = List.of(AlertOrder.values());
    private static ConsoleServer server;

    @BeforeAll
    static void start() throws IOException {
        server = ConsoleServerTest.start(SampleReading.shop().reading(), 0, List.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String page(String query) {
        return new Visitor(server).get("/console/alerts" + query).body();
    }

    /// The oracle looks at every pair of neighbours.
    @Test
    void everyOrderHoldsBetweenNeighboursAndLosesNoAlert() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 500; round++) {
            List<Alert> alerts = new ArrayList<>();
            for (int number = 1; number <= 12; number++) {
                Instant since = START.plusSeconds(random.nextInt(5));
                alerts.add(
                        new Alert(
                                number,
                                new Finding(KINDS.get(random.nextInt(KINDS.size())), "", 1, ""),
                                1,
                                since,
                                Optional.of(since.plusSeconds(random.nextInt(5)))));
            }
            AlertOrder order = ORDERS.get(random.nextInt(ORDERS.size()));
            boolean down = random.nextBoolean();

            List<Alert> sorted =
                    alerts.stream()
                            .sorted(new AlertsQuery(order, down, Paging.page(1)).comparator())
                            .toList();

            assertThat(sorted).containsExactlyInAnyOrderElementsOf(alerts);
            for (int index = 1; index < sorted.size(); index++) {
                int step = compare(sorted.get(index - 1), sorted.get(index), order);
                assertThat(down ? -step : step).isNotPositive();
                assertThat(step == 0 && sorted.get(index - 1).number() < sorted.get(index).number())
                        .isFalse();
            }
        }
    }

    private static int compare(Alert one, Alert other, AlertOrder order) {
        return switch (order) {
            case BEGAN -> one.since().compareTo(other.since());
            case KIND -> one.kind().word().compareTo(other.kind().word());
            case LASTED ->
                    Duration.between(one.since(), one.until().orElseThrow())
                            .compareTo(
                                    Duration.between(other.since(), other.until().orElseThrow()));
        };
    }

    @Test
    void theHeadsSayAndChangeTheOrderAndTheFileKeepsIt() {
        String usual = page("");
        String shortest = page("?sort=lasted&direction=up");

        assertThat(usual).contains("aria-sort=\"descending\"><a href=\"/console/alerts?sort=began");
        assertThat(shortest)
                .contains("aria-sort=\"ascending\"><a href=\"/console/alerts?sort=lasted")
                .contains("/console/alerts/alerts.csv?sort=lasted&amp;direction=up")
                .contains("sort=lasted&amp;direction=up&amp;page=2");
        assertThat(page("?sort=nonsense")).isEqualTo(usual);
        String file =
                new Visitor(server)
                        .get("/console/alerts/alerts.csv?sort=lasted&direction=up")
                        .body();
        assertThat(file.lines().skip(1).findFirst().orElseThrow()).startsWith("100,");
    }
}
