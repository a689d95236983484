package io.epistle.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

final class ConsoleServerTest {
    private static final SampleReading SHOP = SampleReading.shop();
    private static ConsoleServer server;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        server =
                ConsoleServer.start(
                        InetAddress.getLoopbackAddress(),
                        0,
                        List.of(),
                        SHOP,
                        _ -> new Unsubscribing.Withdrawal.Done());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(server.address().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void everyPageAnswers() throws Exception {
        for (String path :
                List.of(
                        "/console",
                        "/console/people",
                        "/console/people/" + SHOP.ids().getFirst(),
                        "/e/u/abc")) {
            HttpResponse<String> page = get(path);

            assertThat(page.statusCode()).as(path).isEqualTo(200);
        }
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    }
}
