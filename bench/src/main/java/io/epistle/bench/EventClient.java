package io.epistle.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Hands events to a server, as a shop does.
final class EventClient implements AutoCloseable {
    private static final String AUTHORIZATION =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString(
                                    "example-web-shop-key:".getBytes(StandardCharsets.US_ASCII));

    private final ServingProcess server;
    private final HttpClient client = HttpClient.newHttpClient();

    /// A client of a server over which `examples/gift-shop` is in force.
    EventClient(ServingProcess server) {
        this.server = server;
    }

    /// Hands events in; returns when they are acknowledged.
    ///
    /// @param events JSON, one event each
    /// @throws Unanswered where they are not
    void post(List<String> events) {
        post("{\"batch\":[" + String.join(",", events) + "]}");
    }

    /// Hands a batch in; returns when it is acknowledged.
    ///
    /// @throws Unanswered where it is not
    void post(String batch) {
        HttpRequest request =
                HttpRequest.newBuilder(server.address().resolve("/v1/batch"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", AUTHORIZATION)
                        .POST(HttpRequest.BodyPublishers.ofString(batch))
                        .build();
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Unanswered(
                        "The server answered %d: %s".formatted(answer.statusCode(), answer.body()));
            }
        } catch (IOException broken) {
            throw new Unanswered("The server stopped answering: %s.".formatted(broken));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unanswered("The benchmark was interrupted.");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
