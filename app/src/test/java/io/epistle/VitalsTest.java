package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.compose.EmailAddress;
import io.epistle.safety.BackupManifest;
import io.epistle.safety.BackupStore;
import io.epistle.send.AllowList;
import io.epistle.send.DeliveryOutcome;
import io.epistle.send.Envelope;
import io.epistle.send.Hold;
import io.epistle.send.RelayChannel;
import io.epistle.send.Reply;
import io.epistle.send.Routing;
import io.epistle.send.Stage;
import io.epistle.send.TestMode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What load balancers and monitoring ask of a server.
class VitalsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// A line of Prometheus' text format 0.0.4: a name, labels, a value.
    private static final Pattern SAMPLE =
            Pattern.compile(
                    "([a-zA-Z_:][a-zA-Z0-9_:]*(?:\\{(?:[a-zA-Z_]\\w*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)*\\})?)"
                        + " (NaN|[+-]Inf|-?[0-9.]+)");

    @TempDir Path folder;

    private DeliveryOutcome relayed =
            new DeliveryOutcome.Unsent(Stage.CONNECT, "connection refused");

    /// A relay that answers what the test wants.
    private final Routing routing =
            new Routing(
                    Optional.of(
                            new RelayChannel(
                                    Shop.channel((_, _) -> relayed),
                                    Duration.ZERO,
                                    () -> Shop.OPENING)),
                    AllowList.of(List.of("@staff.example", "ann@example.com")));

    private ServedShop shop;

    @BeforeEach
    void aServer() {
        shop = ServedShop.collecting(folder, routing);
    }

    @AfterEach
    void ends() {
        shop.close();
    }

    private JsonNode health(int status) {
        HttpResponse<String> answer = shop.send(shop.request("/health").GET());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private SortedMap<String, Double> metrics() {
        HttpResponse<String> answer = shop.send(shop.request("/metrics").GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        SortedMap<String, Double> samples = new TreeMap<>();
        for (String line : answer.body().lines().toList()) {
            if (line.startsWith("# HELP ") || line.startsWith("# TYPE ")) {
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            assertThat(samples.put(sample.group(1), Double.valueOf(sample.group(2))))
                    .as(line)
                    .isNull();
        }
        return samples;
    }

    @Test
    void aServerAtWorkIsReadyAndAlive() {
        assertThat(health(200).get("ready").asBoolean()).isTrue();
        assertThat(shop.send(shop.request("/health/live").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void aHoldIsToldAndNoReasonToSendRequestsElsewhere() {
        shop.shop.order("ann", shop.shop.now());
        var _ = shop.shop.engine.writer.apply(turn -> Hold.place(turn, "looked odd"));

        JsonNode health = health(200);

        assertThat(health.get("ready").asBoolean()).isTrue();
        assertThat(health.get("well").asBoolean()).isFalse();
        assertThat(health.get("sending").asBoolean()).isFalse();
        assertThat(metrics()).containsEntry("epistle_sending_held", 1.0);
        assertThat(shop.send(shop.request("/console").GET()).body())
                .contains("held since")
                .contains("looked odd");
    }

    @Test
    void theModeIsShownOnEveryPageAndInTheFigures() {
        assertThat(health(200).get("relay").asBoolean()).isTrue();
        assertThat(metrics()).containsEntry("epistle_test_mode", 1.0);
        assertThat(shop.send(shop.request("/console/people").GET()).body())
                .contains("Test mode")
                .contains("except to @staff.example, ann@example.com");

        var _ = shop.shop.engine.writer.apply(TestMode::leave);

        assertThat(metrics()).containsEntry("epistle_test_mode", 0.0);
        assertThat(shop.send(shop.request("/console/people").GET()).body())
                .contains("Mails go out to their recipients.")
                .doesNotContain("Test mode");
    }

    @Test
    void aRelayThatCannotBeReachedIsToldUntilItIs() {
        Envelope envelope =
                new Envelope(
                        EmailAddress.of("hello@shop.example"), EmailAddress.of("ann@example.com"));
        RelayChannel relay = routing.relay().orElseThrow();

        DeliveryOutcome _ = relay.deliver(envelope, new byte[0], () -> true);

        JsonNode health = health(200);
        assertThat(health.get("relay").asBoolean()).isFalse();
        assertThat(health.get("well").asBoolean()).isFalse();
        assertThat(metrics()).containsEntry("epistle_part_well{part=\"relay\"}", 0.0);
        shop.shop.order("ann", shop.shop.now());
        assertThat(shop.send(shop.request("/console").GET()).body())
                .contains("takes no mail since 2026-01-05T08:00:00Z: connection refused");
        relayed = new DeliveryOutcome.Accepted(Reply.of(250, "2.0.0 ok"), "");
        DeliveryOutcome _ = relay.deliver(envelope, new byte[0], () -> true);
        assertThat(health(200).get("relay").asBoolean()).isTrue();
    }

    @Test
    void aLiveFolderWithoutARelayIsToldAndWhatItCaughtIsCounted() {
        ServedShop unrelayed = ServedShop.collecting(folder.resolve("unrelayed"));
        try {
            var _ = unrelayed.shop.engine.writer.apply(TestMode::leave);

            JsonNode health =
                    JSON.readTree(unrelayed.send(unrelayed.request("/health").GET()).body());

            assertThat(health.get("relay").asBoolean()).isFalse();
            assertThat(unrelayed.send(unrelayed.request("/console").GET()).body())
                    .contains("No relay");
        } finally {
            unrelayed.close();
        }
    }

    @Test
    void whatWasCaughtIsAFigureOfItsOwn() {
        try (Shop sending = Shop.withCampaign(folder.resolve("caught"))) {
            sending.customer("ann");
            sending.customer("ben");
            var _ = sending.send(Shop.CAMPAIGN, Routing.NONE);

            String figures =
                    new VitalFigures(
                                    sending.engine, new DiskStore(folder), Duration.ZERO, List.of())
                            .metrics()
                            .toString();

            assertThat(figures)
                    .contains("epistle_messages_caught")
                    .contains("{campaign=note, reason=caught in test mode}, value=2.0");
        }
    }

    @Test
    void whereNothingCanBeStoredRequestsShouldGoElsewhere() {
        shop.shop.engine.writer.close();

        JsonNode health = health(503);

        assertThat(health.get("writer").asBoolean()).isFalse();
        assertThat(shop.send(shop.request("/health/live").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void factsWithoutABackupOrWithAnOldOneAreTold() {
        assertThat(health(200).get("backup").asBoolean()).isTrue();
        shop.shop.order("ann", shop.shop.now());
        assertThat(health(200).get("backup").asBoolean()).isFalse();

        BackupManifest _ =
                BackupCommand.take(shop.shop.engine, new BackupStore(folder.resolve("backup")));

        assertThat(health(200).get("backup").asBoolean()).isTrue();
        shop.shop.turnClockTo(shop.shop.now().plus(Vitals.BACKUP_AGE_MAX).plusMillis(1));
        assertThat(health(200).get("backup").asBoolean()).isFalse();
    }

    @Test
    void whoeverIsDueAndNotDecidedIsTold() {
        shop.post("/v1/track", "{\"userId\":\"ann\",\"event\":\"Product Viewed\"}");
        shop.post("/v1/track", "{\"userId\":\"ann\",\"event\":\"Product Viewed\"}");
        assertThat(health(200).get("due").asBoolean()).isTrue();

        shop.shop.turnClockTo(shop.shop.now().plus(Duration.ofDays(2)));

        assertThat(health(200).get("due").asBoolean()).isFalse();
        assertThat(metrics().get("epistle_due_lag_seconds")).isGreaterThan(80_000);
    }

    @Test
    void whatIsHandedInIsCountedByWhatBecameOfIt() {
        shop.post("/v1/track", "{\"userId\":\"ann\",\"event\":\"Looked\",\"messageId\":\"m1\"}");
        shop.post("/v1/track", "{\"userId\":\"ann\",\"event\":\"Looked\",\"messageId\":\"m1\"}");
        shop.post("/v1/track", "{\"userId\":\"ann\"}");
        shop.post("/v1/track", "no JSON");

        SortedMap<String, Double> metrics = metrics();

        assertThat(metrics)
                .containsEntry("epistle_events_total{outcome=\"accepted\",source=\"web\"}", 1.0)
                .containsEntry("epistle_events_total{outcome=\"duplicate\",source=\"web\"}", 1.0)
                .containsEntry("epistle_events_total{outcome=\"quarantined\",source=\"web\"}", 1.0)
                .containsEntry("epistle_events_total{outcome=\"rejected\",source=\"web\"}", 1.0)
                .containsEntry("epistle_quarantined", 1.0)
                .containsEntry("epistle_people", 1.0)
                .containsEntry("epistle_request_seconds_count{kind=\"collection\"}", 4.0)
                .containsEntry(
                        "epistle_request_seconds_bucket{kind=\"collection\",le=\"+Inf\"}", 4.0);
        assertThat(metrics.toString()).doesNotContain("ann");
    }
}
