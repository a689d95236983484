package io.epistle;

import io.epistle.collect.QuarantinedRow;
import io.epistle.collect.http.CollectStore;
import io.epistle.console.ConsoleServer;
import io.epistle.event.Event;
import io.epistle.event.Fact;
import io.epistle.event.Identifier;
import io.epistle.predict.Models;
import io.epistle.profile.Person;
import io.epistle.send.LedgerEntry;
import io.epistle.send.MailboxStore;
import io.epistle.send.ReceivedMail;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// A shop with a server on a free port of this machine, and a client that hands events in, reads
/// its pages and follows the links in its mails.
final class ServedShop implements AutoCloseable {
    /// A write key of the source [#SOURCE].
    static final String KEY = "test-key-one";

    static final String SOURCE = "web";

    /// What a browser calls itself.
    static final String BROWSER =
            "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0";

    private final Routing routing;
    final Shop shop;
    final HttpClient client = HttpClient.newHttpClient();
    ConsoleServer server;
    private final int port;

    private ServedShop(Shop shop, Routing routing) {
        this.shop = shop;
        this.routing = routing;
        this.port = ServeCommand.freePort();
        this.server = start();
    }

    /// A shop that collects events, without a campaign.
    static ServedShop collecting(Path folder) {
        return collecting(folder, Routing.NONE);
    }

    /// One whose mails are handed over where a routing says.
    static ServedShop collecting(Path folder, Routing routing) {
        Shop shop = new Shop(folder);
        shop.define(Workspaces.COLLECTING);
        return new ServedShop(shop, routing);
    }

    /// A shop that sends its campaign into the real mailbox.
    ///
    /// @param definitions more of them, or others under the same ids
    static ServedShop posting(Path folder, Map<String, String> definitions) {
        Shop shop = Shop.withCampaign(folder);
        shop.define(definitions);
        return new ServedShop(shop, Routing.NONE);
    }

    private ConsoleServer start() {
        try {
            return ServeCommand.start(
                    shop.engine,
                    routing,
                    Optional::empty,
                    ServeCommand.Served.here(port),
                    Runnable::run);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// Ends server and engine and starts both anew over the same folder, on the same port.
    void restart() {
        server.close();
        shop.restart();
        server = start();
    }

    /// Lets time go by.
    void passes(Duration time) {
        shop.turnClockTo(shop.now().plus(time));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path));
    }

    /// The answer; a redirect is not followed.
    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /// Asks as a browser does.
    HttpResponse<String> get(URI link) {
        return send(HttpRequest.newBuilder(link).header("User-Agent", BROWSER));
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

    /// A bare connection, on which an answer is waited for as long as a server lets it be idle.
    Socket socket() throws IOException {
        URI address = server.address();
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    /// Sends bytes as they are, for what no client sends.
    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /// The answer to a request behind which nothing comes.
    String raw(String request) throws IOException {
        try (Socket socket = socket()) {
            write(socket, request);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Sends the campaign, and lets an hour pass in which people may find their mail.
    void post() {
        Models models = Models.train(shop.engine.store, shop.engine.reader, shop.now(), 1);
        var _ =
                new CampaignWorker(shop.engine, () -> models, server.address())
                        .send(
                                Objects.requireNonNull(
                                        shop.engine
                                                .publisher
                                                .live()
                                                .campaigns()
                                                .get(Shop.CAMPAIGN)),
                                Routing.NONE,
                                _ -> {});
        passes(Duration.ofHours(1));
    }

    /// The only mail that an address got, as it was received.
    ReceivedMail mail(String address) {
        List<MailboxStore.Received> mails =
                shop.engine.mailbox.list(shop.engine.store, Long.MAX_VALUE, 1_000).stream()
                        .filter(mail -> mail.recipient().equals(address))
                        .toList();
        if (mails.size() != 1) {
            throw new AssertionError("found %d mails to %s".formatted(mails.size(), address));
        }
        return ReceivedMail.of(mails.getFirst().bytes().bytes());
    }

    /// Where the link of these words in the mail to an address leads.
    URI link(String address, String shown) {
        return mail(address).links().stream()
                .filter(link -> link.shown().equals(shown))
                .map(link -> URI.create(link.address()))
                .findFirst()
                .orElseThrow();
    }

    LedgerEntry row(String address) {
        return shop.row(address);
    }

    /// The person to whom the campaign's mail to an address was planned.
    Person person(String address) {
        return shop.engine.reader.read(shop.engine.store, shop.row(address).person()).orElseThrow();
    }

    /// The facts of a name on the timeline of whom the mail to an address was planned for.
    List<Fact> facts(String address, String name) {
        return person(address).timeline().facts().stream()
                .filter(fact -> fact.name().equals(name))
                .toList();
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
