package io.epistle;

import io.epistle.console.ConsoleServer;
import io.epistle.event.Fact;
import io.epistle.predict.Models;
import io.epistle.profile.Person;
import io.epistle.send.LedgerEntry;
import io.epistle.send.MailboxStore;
import io.epistle.send.ReceivedMail;
import io.epistle.send.Routing;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A shop that sends its campaign through SMTP into the real mailbox, with a server on a free port
/// to which the links in its mails lead, and a client that follows them.
final class PostedShop implements AutoCloseable {
    /// What a browser calls itself.
    static final String BROWSER =
            "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0";

    final Shop shop;
    final HttpClient client = HttpClient.newHttpClient();
    ConsoleServer server;

    PostedShop(Path folder, Map<String, String> definitions) {
        shop = Shop.withCampaign(folder);
        shop.define(definitions);
        server = start();
    }

    PostedShop(Path folder) {
        this(folder, Map.of());
    }

    private ConsoleServer start() {
        try {
            return ServeCommand.start(
                    shop.engine,
                    Routing.NONE,
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

    void passes(Duration time) {
        shop.turnClockTo(shop.now().plus(time));
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

    /// Asks as a browser does, without following where the answer leads.
    HttpResponse<String> get(URI link) {
        return ask(HttpRequest.newBuilder(link).header("User-Agent", BROWSER));
    }

    HttpResponse<String> ask(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
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

    /// The person to whom the campaign's mail to an address was planned.
    Person person(String address) {
        return shop.engine.reader.read(shop.engine.store, shop.row(address).person()).orElseThrow();
    }

    LedgerEntry row(String address) {
        return shop.row(address);
    }

    /// The facts of a name on the timeline of whom the mail to an address was planned for.
    List<Fact> facts(String address, String name) {
        return person(address).timeline().facts().stream()
                .filter(fact -> fact.name().equals(name))
                .toList();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        shop.close();
    }
}
