package io.epistle;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.event.Identifier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A server under load is asked to stop: whatever it acknowledged is stored, and it ends by itself.
class DrainTest {
    private static final int CLIENTS = 8;
    private static final int BEFORE = 400;

    @TempDir Path folder;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();

    @Test
    void whatWasAcknowledgedBeforeTheEndIsStored() throws Exception {
        try (Shop shop = new Shop(folder)) {
            shop.define(Workspaces.COLLECTING);
        }
        int code;
        try (ServerProcess server = ServerProcess.serve(folder.resolve("data"));
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int client = 0; client < CLIENTS; client++) {
                String name = "u" + client;
                var _ = clients.submit(() -> hand(server.address(), name));
            }
            while (acknowledged.size() < BEFORE && server.process().isAlive()) {
                Thread.onSpinWait();
            }

            code = server.terminate();
        }

        assertThat(code).isIn(0, 143);
        assertThat(answers.keySet()).isSubsetOf(Set.of(200, 503));
        assertThat(acknowledged.size()).isGreaterThanOrEqualTo(BEFORE);
        try (Engine engine = Command.open(folder.resolve("data"))) {
            for (String user : acknowledged) {
                assertThat(
                                engine.people.find(
                                        engine.store, new Identifier(Identifier.USER_ID, user)))
                        .as(user)
                        .isPresent();
            }
            assertThat(new Check(engine).run().findings()).isEmpty();
        }
    }

    /// Hands in events of one new person each until nobody answers any more.
    private void hand(URI address, String name) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int event = 0; ; event++) {
                String user = name + "-" + event;
                HttpRequest request =
                        HttpRequest.newBuilder(address.resolve("/v1/track"))
                                .header("Authorization", ServedShop.basic(ServedShop.KEY))
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"userId\":\"%s\",\"event\":\"Looked\"}"
                                                        .formatted(user)))
                                .build();
                int status =
                        client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                int _ = answers.computeIfAbsent(status, _ -> new AtomicInteger()).incrementAndGet();
                if (status == 200) {
                    acknowledged.add(user);
                }
            }
        } catch (IOException ended) {
            // The server has gone; what it had not answered it need not have stored.
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
