package io.epistle.console;

import io.epistle.collect.http.CollectEndpoint;
import io.epistle.collect.http.Unparsed;
import io.epistle.collect.http.UnreadEncoding;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.NotFoundException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The web server behind console, admin API and the links in mails. A virtual thread per request.
public final class ConsoleServer implements AutoCloseable {
    /// Where the admin API begins.
    static final String API = "/api";

    /// Longer bodies are not even looked at; the collection has a limit of its own, and says so.
    private static final long PAYLOAD_BYTES_MAX = 8 << 20;

    /// Requests under way get this long to end when the server closes.
    private static final Duration GRACE = Duration.ofSeconds(2);

    /// A browser's idle connection is closed after this, so that forgotten tabs hold nothing.
    private static final Duration IDLE = Duration.ofMinutes(1);

    private static final int PORT_MAX = 65_535;

    private static final Logger LOG = System.getLogger(ConsoleServer.class.getName());

    private final WebServer server;
    private final URI address;

    private ConsoleServer(WebServer server, URI address) {
        this.server = server;
        this.address = address;
    }

    /// Starts the server; it answers when this returns.
    ///
    /// @param address where to listen; a loopback address keeps the console on this machine
    /// @param port the port, or 0 for any free one
    /// @param hostNames names besides `localhost` and digits under which browsers may address it,
    ///   without port
    /// @param reading what it shows
    /// @param links what the links in mails ask for
    /// @param collect the collection, on the same port; absent where nothing is collected
    /// @throws IOException where the port is taken or may not be opened; the message is one
    ///   sentence for people
    public static ConsoleServer start(
            InetAddress address,
            int port,
            List<String> hostNames,
            ConsoleReading reading,
            LinkActions links,
            Optional<CollectEndpoint> collect)
            throws IOException {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "found port %d, expected 0 to %d".formatted(port, PORT_MAX));
        }
        AssetsEndpoint assets = new AssetsEndpoint();
        Showing showing =
                new Showing(
                        reading.workspace(),
                        new Pages(),
                        TextsFile.read(TextsFile.ENGLISH),
                        assets.links());
        RequestTimes times = new RequestTimes();
        HostNames hosts = new HostNames(hostNames);
        WebServer server =
                WebServer.builder()
                        .address(address)
                        .port(port)
                        .shutdownHook(false)
                        .shutdownGracePeriod(GRACE)
                        .idleConnectionTimeout(IDLE)
                        .maxPayloadSize(PAYLOAD_BYTES_MAX)
                        .contentEncoding(encodings ->
                                encodings
                                        .contentEncodingsDiscoverServices(false)
                                        .addContentEncoding(new UnreadEncoding()))
                        .directHandlers(Unparsed.handlers())
                        .errorHandling(handling -> handling.includeEntity(true))
                        .routing(routing -> {
                            routing.addFilter(new ClosingFilter());
                            measure(routing, times);
                            new ConsoleGuard(hosts, showing, collect.isPresent()).stand(routing);
                            collect.ifPresent(endpoint -> collect(routing, endpoint));
                            routing.register(new MetricsEndpoint(reading.workspace(), times));
                            route(routing, assets, showing, reading, links);
                        })
                        .build();
        requireFree(address, port);
        server.start();
        if (!server.isRunning()) {
            throw new IOException(taken(address, port, "something else was faster"));
        }
        String host =
                address instanceof Inet6Address
                        ? "[" + address.getHostAddress() + "]"
                        : address.getHostAddress();
        return new ConsoleServer(server, URI.create("http://" + host + ":" + server.port()));
    }

    /// Finds out whether a port is free, because the web server itself only logs that it is not.
    ///
    /// @throws IOException where it is not; the message is one sentence for people
    public static void requireFree(InetAddress address, int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (IOException refused) {
            throw new IOException(
                    taken(address, port, String.valueOf(refused.getMessage())), refused);
        }
    }

    private static String taken(InetAddress address, int port, String why) {
        return "Cannot listen on port %d of %s: %s. Choose another port, or stop the program that uses it."
                .formatted(port, address.getHostAddress(), why);
    }

    /// Where it answers, without a path: `http://127.0.0.1:8080`.
    public URI address() {
        return address;
    }

    /// Where the console begins.
    public URI console() {
        return address.resolve(Links.HOME);
    }

    /// Stops listening and waits a moment for requests under way. Closing twice is harmless.
    @Override
    public void close() {
        if (server.isRunning()) {
            server.stop();
        }
    }

    private static void collect(HttpRouting.Builder routing, CollectEndpoint endpoint) {
        CollectEndpoint.PATHS.forEach(path -> routing.register(path, endpoint));
    }

    private static void measure(HttpRouting.Builder routing, RequestTimes times) {
        routing.addFilter((chain, request, _) -> {
            long began = System.nanoTime();
            boolean collects = CollectEndpoint.isOurs(request.path().path());
            try {
                chain.proceed();
            } finally {
                times.add(collects ? "collection" : "console", System.nanoTime() - began);
            }
        });
    }

    private static void route(
            HttpRouting.Builder routing,
            AssetsEndpoint assets,
            Showing showing,
            ConsoleReading reading,
            LinkActions links) {
        routing.error(
                        NotFoundException.class,
                        (request, response, _) -> unknown(request, response, showing))
                .error(
                        Throwable.class,
                        (request, response, failure) -> fail(request, response, failure, showing))
                .register(AssetsEndpoint.PATH, assets)
                .register(
                        new HomeEndpoint(showing, reading.home()),
                        new PeopleEndpoint(showing, reading.people(), reading.person()),
                        new SegmentsEndpoint(showing, reading.segments()),
                        new CampaignsEndpoint(showing, reading.campaigns()),
                        new TemplatesEndpoint(showing, reading.templates(), reading.people()),
                        new MailboxEndpoint(showing, reading.mailbox()),
                        new QuarantineEndpoint(showing, reading.quarantine()),
                        new LiveEndpoint(showing, reading.live()),
                        new AlertsEndpoint(showing, reading.alerts()))
                .register(
                        new UnsubscribeEndpoint(showing, links.unsubscribing()),
                        new ResponseEndpoint(showing, links.following()),
                        new PreferencesEndpoint(showing, links.preferring()))
                .route(Replies.READS, Replies.path("/"), (_, response) -> toConsole(response))
                .any((request, response) -> unknown(request, response, showing));
    }

    private static void toConsole(ServerResponse response) {
        response.status(Status.SEE_OTHER_303);
        response.header(HeaderNames.LOCATION, Links.HOME);
        response.send();
    }

    private static void unknown(ServerRequest request, ServerResponse response, Showing showing) {
        boolean reads = Replies.READS.test(request.prologue().method());
        if (reads || request.prologue().method().equals(Method.POST)) {
            showing.error(request, response, Status.NOT_FOUND_404, "error.page");
        } else {
            showing.error(request, response, Status.METHOD_NOT_ALLOWED_405, "error.method");
        }
    }

    private static void fail(
            ServerRequest request, ServerResponse response, Throwable failure, Showing showing) {
        // The path may name a person; the pattern does not.
        LOG.log(
                Level.ERROR,
                "A page failed: " + request.matchingPattern().orElse("unknown"),
                failure);
        try {
            showing.error(request, response, Status.INTERNAL_SERVER_ERROR_500, "error.failed");
        } catch (RuntimeException again) {
            // What broke the page may break every page, this one too.
            LOG.log(Level.ERROR, "The error page failed too", again);
            Replies.text(
                    request,
                    response,
                    Status.INTERNAL_SERVER_ERROR_500,
                    "text/plain; charset=utf-8",
                    showing.texts().say("error.failed.text").getBytes(StandardCharsets.UTF_8));
        }
    }
}
