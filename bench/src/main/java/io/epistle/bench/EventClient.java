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
    private final ServingProcess server;
    private final String authorization;
    private final HttpClient client = HttpClient.newHttpClient();

    /// A client that shows a write key.
    EventClient(ServingProcess server, String key) {
        this.server = server;
        this.authorization =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString((key + ":").getBytes(StandardCharsets.US_ASCII));
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
                        .header("Authorization", authorization)
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
