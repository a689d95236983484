package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What a newcomer sees who starts the demonstration and waits: within two minutes the whole loop,
/// from an event over HTTP to a reminder, its click and the order behind it; and a clean end.
@Tag("proof")
class LiveDemoTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir Path folder;

    @Test
    void theWholeLoopIsSeenWithinTwoMinutesAndEndsClean() throws Exception {
        Path data = folder.resolve("data");
        long began = System.nanoTime();
        Process process = start(data);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                HttpClient client = HttpClient.newHttpClient()) {
            URI server = server(lines);
            JsonNode campaign = campaign(client, server, "basket-reminder");
            while (!isWhole(campaign)) {
                assertThat(Duration.ofNanos(System.nanoTime() - began))
                        .as(campaign.toString())
                        .isLessThan(PATIENCE);
                Thread.sleep(500);
                campaign = campaign(client, server, "basket-reminder");
            }
            assertThat(campaign.at("/state").asString()).isEqualTo("running");
            assertThat(campaign.at("/clicksSimulated").asBoolean()).isFalse();
            for (JsonNode variant : campaign(client, server, "picks-for-you").at("/variants")) {
                assertThat(variant.at("/sent").asLong()).isPositive();
                assertThat(variant.at("/windowOver").asLong()).isZero();
                assertThat(variant.at("/conversions").asLong())
                        .isLessThan(variant.at("/sent").asLong() / 4);
            }
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        Run check = Run.of("check", "--data", data);
        assertThat(check.out()).as(check.said()).contains("everything agrees");
    }

    /// Whether mails were sent, followed and ordered behind.
    private static boolean isWhole(JsonNode campaign) {
        long followed = 0;
        long credited = 0;
        for (JsonNode variant : campaign.at("/variants")) {
            followed += variant.at("/followed/people").asLong();
            credited += variant.at("/credited").asLong();
        }
        return campaign.at("/balance/sent").asLong() > 0 && followed > 0 && credited > 0;
    }

    private static JsonNode campaign(HttpClient client, URI server, String id)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(server.resolve("/api/campaigns/" + id)).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static URI server(BufferedReader lines) throws IOException {
        String mark = "The console is at ";
        String line = lines.readLine();
        while (line != null && !line.startsWith(mark)) {
            line = lines.readLine();
        }
        assertThat(line).isNotNull();
        return URI.create(line.substring(mark.length(), line.indexOf(". Stop")));
    }

    private static Process start(Path data) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Depistle.home=" + System.getProperty("epistle.home", "."),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.epistle.Main",
                        "demo",
                        "--port",
                        "0",
                        "--data",
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
