package io.epistle.collect.http;

import io.epistle.collect.LiveSources;
import io.epistle.collect.SourceDefinition;
import io.epistle.event.Admission;
import io.epistle.event.JsonText;
import io.epistle.event.Struct;
import io.epistle.store.StoreException;
import io.epistle.vault.VaultException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Collection in the contract of the Segment HTTP tracking API. It answers when the facts are
/// durable, never before, and whatever a body holds, with one of the contract's answers.
public final class CollectEndpoint implements HttpService {
    /// Where its paths begin.
    public static final List<String> PATHS =
            List.of("/v1", "/beacon", "/pixel", Call.SOURCE_CONFIG);

    /// Bodies of requests under way may take this much memory together, so that clients who send
    /// slowly or all at once cannot fill it.
    private static final int UNDER_WAY_BYTES_MAX = 128 << 20;

    /// What of it is for requests that name no source in front of their body: what they bring may
    /// be anybody's until it is read.
    private static final int UNKNOWN_BYTES_MAX = UNDER_WAY_BYTES_MAX / 4;

    private static final HeaderName RESOURCE_POLICY =
            HeaderNames.create("Cross-Origin-Resource-Policy");

    /// What became of the event of an image that was not stored: `401 unknown_source`.
    private static final HeaderName REJECTED = HeaderNames.create("Epistle-Rejected");

    /// One transparent pixel.
    private static final byte[] GIF =
            Base64.getDecoder()
                    .decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

    private static final byte[] SUCCESS = "{\"success\":true}".getBytes(StandardCharsets.US_ASCII);

    private static final Logger LOG = System.getLogger(CollectEndpoint.class.getName());

    private final Supplier<LiveSources> sources;
    private final CollectStore store;
    private final Rejections rejections;
    private final InstantSource clock;
    private final InstantSource wall;
    private final SourceLimits limits = new SourceLimits();
    private final BodyRoomWorker unknown =
            new BodyRoomWorker(UNKNOWN_BYTES_MAX, BodyRoomWorker.PATIENCE);
    private final BodyRoomWorker known =
            new BodyRoomWorker(UNDER_WAY_BYTES_MAX - UNKNOWN_BYTES_MAX, BodyRoomWorker.PATIENCE);

    /// Collection for the sources in force.
    ///
    /// @param clock when requests come
    /// @param wall by which sources are held to their limits: they guard this machine, also while
    ///   `clock` stands
    public CollectEndpoint(
            Supplier<LiveSources> sources,
            CollectStore store,
            Rejections rejections,
            InstantSource clock,
            InstantSource wall) {
        this.sources = sources;
        this.store = store;
        this.rejections = rejections;
        this.clock = clock;
        this.wall = wall;
    }

    /// Whether a path is one of this endpoint.
    public static boolean isOurs(String path) {
        return Call.isOurs(path);
    }

    /// One transparent pixel, a GIF.
    public static byte[] transparentPixel() {
        return GIF.clone();
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any(this::answer);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
        CrossOrigin.allow(request, response);
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Call call = Call.of(request.prologue().method().text(), request.path().absolute().path());
        switch (call) {
            case Call.Preflight _ -> CrossOrigin.preflight(request, response);
            case Call.Pixel pixel -> pixel(request, response, pixel, receivedAt);
            case Call.One _,
                    Call.Batch _,
                    Call.Metrics _,
                    Call.Settings _,
                    Call.SourceConfig _,
                    Call.WrongMethod _,
                    Call.Unknown _ -> {
                try {
                    byte[] said = said(call, request, response, receivedAt);
                    json(request, response, Status.OK_200, said);
                } catch (Refused refused) {
                    reject(request, response, refused, receivedAt);
                }
            }
        }
    }

    /// The body of a successful answer.
    private byte[] said(
            Call call, ServerRequest request, ServerResponse response, Instant receivedAt)
            throws Refused {
        return switch (call) {
            case Call.One _, Call.Batch _ -> {
                collect(
                        call,
                        request,
                        envelope(request, receivedAt),
                        () -> reject(request, response, Refused.tooSlow(), receivedAt));
                yield SUCCESS;
            }
            case Call.Metrics _ -> SUCCESS;
            case Call.Settings(String writeKey) -> settings(writeKey, request);
            case Call.SourceConfig _ ->
                    bytes(
                            BrowserSettings.rudder(
                                    envelope(request, receivedAt).source(sources.get())));
            case Call.WrongMethod(String expected) ->
                    throw Refused.wrongMethod(request.prologue().method().text(), expected);
            case Call.Unknown _, Call.Pixel _, Call.Preflight _ ->
                    throw Refused.unknownCall("a path that is none of the collection");
        };
    }

    private byte[] settings(String writeKey, ServerRequest request) throws Refused {
        if (sources.get().of(writeKey).isEmpty()) {
            throw Refused.unknownKey(true);
        }
        return bytes(BrowserSettings.segment(writeKey, request));
    }

    private static Envelope envelope(ServerRequest request, Instant receivedAt) {
        return Envelope.of(request, UUID.randomUUID().toString(), receivedAt);
    }

    private void collect(Call call, ServerRequest request, Envelope envelope, Runnable tooSlow)
            throws Refused {
        LiveSources inForce = sources.get();
        Optional<SourceDefinition> named = envelope.named(inForce);
        boolean isKnown = named.or(() -> envelope.queryKey().flatMap(inForce::of)).isPresent();
        try (RequestBody body =
                new RequestBody(request, (isKnown ? known : unknown).open(tooSlow))) {
            byte[] plain = body.plain();
            store(
                    call instanceof Call.One(var type)
                            ? Collecting.one(type, envelope, plain, inForce)
                            : Collecting.batch(envelope, plain, inForce));
        } catch (Refused refused) {
            throw named.map(refused::by).orElse(refused);
        }
    }

    /// Takes all of a request, if its source may bring as much, and waits until it is durable.
    private void store(Collecting collecting) throws Refused {
        if (collecting.items().isEmpty()) {
            return;
        }
        limits.take(collecting.source(), collecting.items().size(), wall.instant());
        try {
            List<Admission> _ =
                    store.admit(collecting.source().id(), collecting.items(), collecting.bytes())
                            .orElseThrow(() -> busy("a full inbox", collecting))
                            .join();
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause();
            if (!(cause instanceof StoreException) && !(cause instanceof VaultException)) {
                LOG.log(Level.ERROR, "Facts could not be stored", cause);
            }
            throw busy("a store that does not take writes", collecting);
        }
    }

    private static Refused busy(String found, Collecting collecting) {
        return Refused.busy(found).by(collecting.source());
    }

    /// The image comes back whatever became of the event.
    private void pixel(
            ServerRequest request, ServerResponse response, Call.Pixel pixel, Instant receivedAt) {
        if (pixel.counted()) {
            try {
                SortedMap<String, String> parameters = new TreeMap<>();
                for (String name : request.query().names()) {
                    parameters.put(name, request.query().first(name).orElse(""));
                }
                store(
                        Collecting.pixel(
                                pixel.type(),
                                envelope(request, receivedAt),
                                parameters,
                                sources.get()));
            } catch (Refused refused) {
                note(refused, receivedAt);
                say(response, refused);
            } catch (RuntimeException failed) {
                LOG.log(Level.ERROR, "An image's event failed", failed);
                say(response, Refused.failed());
            }
        }
        response.header(HeaderNames.CONTENT_TYPE, "image/gif");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(RESOURCE_POLICY, "cross-origin");
        send(request, response, GIF);
    }

    /// Says beside an image, which can say nothing itself, that its event was not stored.
    private static void say(ServerResponse response, Refused refused) {
        response.header(REJECTED, refused.status() + " " + refused.reason().rule());
    }

    private void reject(
            ServerRequest request, ServerResponse response, Refused refused, Instant receivedAt) {
        note(refused, receivedAt);
        refused.retrySeconds()
                .ifPresent(seconds ->
                        response.header(HeaderNames.RETRY_AFTER, Long.toString(seconds)));
        if (refused.endsConnection()) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        json(request, response, Status.create(refused.status()), bytes(refused.told()));
        if (refused.endsConnection()) {
            throw new CloseConnectionException("what comes behind the body cannot be told from it");
        }
    }

    private void note(Refused refused, Instant receivedAt) {
        rejections.add(
                new Rejections.Rejection(
                        receivedAt, refused.source(), refused.status(), refused.reason()));
    }

    private static byte[] bytes(Struct json) {
        return JsonText.of(json).getBytes(StandardCharsets.UTF_8);
    }

    private static void json(
            ServerRequest request, ServerResponse response, Status status, byte[] body) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        send(request, response, body);
    }

    private static void send(ServerRequest request, ServerResponse response, byte[] body) {
        if (request.prologue().method().text().equals("HEAD")) {
            response.headers().contentLength(body.length);
            response.send();
        } else {
            response.send(body);
        }
    }
}
