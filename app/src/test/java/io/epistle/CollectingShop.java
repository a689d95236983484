package io.epistle;

import io.epistle.collect.QuarantinedRow;
import io.epistle.collect.http.CollectStore;
import io.epistle.console.ConsoleServer;
import io.epistle.event.Event;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.profile.Person;
import io.epistle.send.Routing;
import io.epistle.store.TimelineStore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// A shop with a server on a free port of this machine, and a client that hands events in.
final class CollectingShop implements AutoCloseable {
    static final String KEY = "test-key-one";
    static final String SOURCE = "web";

    static final Map<String, String> DEFINITIONS =
            Map.of(
                    "source.yaml",
                    """
                    kind: source
                    id: web
                    name: Web
                    write-keys: [test-key-one, test-key-two]
                    """,
                    "segment.yaml",
                    """
                    kind: segment
                    id: lookers
                    name: Lookers
                    rule: did "Product Viewed" at least 2 times within 1 day
                    """);

    private final Routing routing;
    final Shop shop;
    final HttpClient client = HttpClient.newHttpClient();
    ConsoleServer server;

    CollectingShop(Path folder) {
        this(folder, Routing.NONE);
    }

    /// One whose mails are handed over where a routing says.
    CollectingShop(Path folder, Routing routing) {
        this.routing = routing;
        shop = new Shop(folder);
        shop.define(DEFINITIONS);
        server = start();
    }

    private ConsoleServer start() {
        try {
            return ServeCommand.start(
                    shop.engine,
                    routing,
                    Optional::empty,
                    ServeCommand.Served.here(ServeCommand.freePort()),
                    Runnable::run);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// Ends server and engine and starts both anew over the same folder.
    void restart() {
        server.close();
        shop.restart();
        server = start();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /// Posts under the source's key.
    HttpResponse<String> post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> post(String path, byte[] body) {
        return send(
                request(path)
                        .header("Authorization", basic(KEY))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    static String basic(String key) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((key + ":").getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] zip(byte[] plain) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zipped.toByteArray();
    }

    /// The answer to bytes as they are, for what no client sends.
    String raw(String request) throws IOException {
        URI address = server.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// The facts of a user id that came from outside, in the order of time.
    List<Fact> facts(String userId) {
        return facts(new Identifier(Identifier.USER_ID, userId));
    }

    List<Fact> facts(Identifier identifier) {
        List<Fact> facts = new ArrayList<>();
        person(identifier).ifPresent(person -> facts.addAll(person.timeline().facts()));
        facts.removeIf(fact -> fact.depth() > 0);
        return facts;
    }

    Optional<Person> person(Identifier identifier) {
        return shop.engine
                .people
                .find(shop.engine.store, identifier)
                .map(record -> shop.engine.reader.read(shop.engine.store, record));
    }

    /// The only event of a user id.
    Event event(String userId) {
        List<Fact> facts = facts(userId);
        if (facts.size() != 1) {
            throw new AssertionError("found %d facts of %s".formatted(facts.size(), userId));
        }
        return facts.getFirst().event();
    }

    long stored() {
        return TimelineStore.facts(shop.engine.store);
    }

    CollectStore.Counts counts() {
        return CollectStore.counts(shop.engine.store, SOURCE);
    }

    List<QuarantinedRow> quarantined() {
        return shop.engine.quarantine.list(shop.engine.store, 10_000);
    }

    @Override
    public void close() {
        client.close();
        server.close();
        shop.close();
    }
}
