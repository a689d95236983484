package io.epistle.demo;

import io.epistle.demo.WebVisits.WebVisit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// The browsers of simulated visitors: they send what they do over HTTP, as those of real ones
/// would, and follow links.
public final class VisitorClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String BROWSER =
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final URI server;
    private final String writeKey;

    /// Browsers that send to `server` under a write key.
    public VisitorClient(URI server, String writeKey) {
        this.server = server;
        this.writeKey = writeKey;
    }

    /// Sends what visits tell.
    ///
    /// @param sentAt the time by the visitors' clocks
    /// @throws IOException where the server did not take it
    public void send(List<WebVisit> visits, Instant sentAt)
            throws IOException, InterruptedException {
        if (visits.isEmpty()) {
            return;
        }
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve("/v1/batch"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        (writeKey + ":")
                                                                .getBytes(
                                                                        StandardCharsets.US_ASCII)))
                        .POST(HttpRequest.BodyPublishers.ofString(VisitEvents.of(visits, sentAt)))
                        .build();
        HttpResponse<String> response =
                client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() != 200) {
            throw new IOException(
                    "the server answered %d: %s".formatted(response.statusCode(), response.body()));
        }
    }

    /// Follows a link in a mail up to our server, not to where it leads from there.
    public void follow(URI link) throws IOException, InterruptedException {
        HttpResponse<Void> _ =
                client.send(
                        HttpRequest.newBuilder(link)
                                .timeout(PATIENCE)
                                .header("User-Agent", BROWSER)
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }

    @Override
    public void close() {
        client.close();
    }
}
