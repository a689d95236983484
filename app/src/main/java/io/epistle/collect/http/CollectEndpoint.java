package io.epistle.collect.http;

import io.epistle.collect.LiveSources;
import io.epistle.collect.http.Collecting.Envelope;
import io.epistle.event.Admission;
import io.epistle.event.JsonText;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.store.StoreException;
import io.epistle.vault.VaultException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
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
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Collection in the contract of the Segment HTTP tracking API. It answers when the facts are
/// durable, never before, and whatever a body holds, with one of the contract's answers.
public final class CollectEndpoint implements HttpService {
    /// Where its paths begin.
    public static final List<String> PATHS = List.of("/v1", "/beacon", "/pixel");

    /// Bodies of requests under way may take this much memory together, so that clients who send
    /// slowly or all at once cannot fill it.
    private static final int UNDER_WAY_BYTES_MAX = 128 << 20;

    private static final HeaderName OPTED_OUT = HeaderNames.create("Sec-GPC");
    private static final HeaderName RESOURCE_POLICY =
            HeaderNames.create("Cross-Origin-Resource-Policy");

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
    private final Semaphore room = new Semaphore(UNDER_WAY_BYTES_MAX);

    /// Collection for the sources in force.
    ///
    /// @param clock when requests come
    public CollectEndpoint(
            Supplier<LiveSources> sources,
            CollectStore store,
            Rejections rejections,
            InstantSource clock) {
        this.sources = sources;
        this.store = store;
        this.rejections = rejections;
        this.clock = clock;
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
                    Call.WrongMethod _,
                    Call.Unknown _ -> {
                String[] source = {Rejections.NO_SOURCE};
                try {
                    byte[] said = said(call, request, receivedAt, source);
                    json(request, response, Status.OK_200, said);
                } catch (Refused refused) {
                    reject(request, response, refused, source[0], receivedAt);
                }
            }
        }
    }

    /// The body of a successful answer.
    ///
    /// @param source where the source is noted as soon as it is known
    private byte[] said(Call call, ServerRequest request, Instant receivedAt, String[] source)
            throws Refused {
        return switch (call) {
            case Call.One _, Call.Batch _ -> {
                collect(call, request, receivedAt, source);
                yield SUCCESS;
            }
            case Call.Metrics _ -> SUCCESS;
            case Call.Settings(String writeKey) -> settings(writeKey);
            case Call.WrongMethod(String expected) ->
                    throw Refused.wrongMethod(request.prologue().method().text(), expected);
            case Call.Unknown _, Call.Pixel _, Call.Preflight _ ->
                    throw Refused.unknownCall("a path that is none of the collection");
        };
    }

    private byte[] settings(String writeKey) throws Refused {
        if (sources.get().of(writeKey).isEmpty()) {
            throw Refused.unknownKey(true);
        }
        Struct own = Struct.of("Segment.io", Struct.of("apiKey", Value.of(writeKey)));
        return bytes(Struct.of("integrations", own));
    }

    private void collect(Call call, ServerRequest request, Instant receivedAt, String[] source)
            throws Refused {
        LiveSources inForce = sources.get();
        Envelope envelope = envelope(request, receivedAt);
        source[0] = envelope.source(inForce).orElse(Rejections.NO_SOURCE);
        try (RequestBody body = new RequestBody(request, room)) {
            byte[] plain = body.plain();
            Collecting collecting =
                    call instanceof Call.One(var type)
                            ? Collecting.one(type, envelope, plain, inForce)
                            : Collecting.batch(envelope, plain, inForce);
            source[0] = collecting.source();
            store(collecting);
        }
    }

    private static Envelope envelope(ServerRequest request, Instant receivedAt) {
        return new Envelope(
                WriteKeys.ofHeader(request.headers().first(HeaderNames.AUTHORIZATION).orElse("")),
                query(request, "writeKey").or(() -> query(request, "write_key")),
                UUID.randomUUID().toString(),
                receivedAt,
                request.headers().first(OPTED_OUT).orElse("").strip().equals("1"));
    }

    private static Optional<String> query(ServerRequest request, String name) {
        return request.query().first(name).asOptional().flatMap(WriteKeys::given);
    }

    /// Waits until everything is durable.
    private void store(Collecting collecting) throws Refused {
        if (collecting.items().isEmpty()) {
            return;
        }
        try {
            List<Admission> _ =
                    store.admit(collecting.source(), collecting.items(), collecting.bytes())
                            .orElseThrow(() -> Refused.busy("a full inbox"))
                            .join();
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause();
            if (!(cause instanceof StoreException) && !(cause instanceof VaultException)) {
                LOG.log(Level.ERROR, "Facts could not be stored", cause);
            }
            throw Refused.busy("a store that does not take writes");
        }
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
                note(refused, Rejections.NO_SOURCE, receivedAt);
            } catch (RuntimeException failed) {
                LOG.log(Level.ERROR, "An image's event failed", failed);
            }
        }
        response.header(HeaderNames.CONTENT_TYPE, "image/gif");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(RESOURCE_POLICY, "cross-origin");
        send(request, response, GIF);
    }

    private void reject(
            ServerRequest request,
            ServerResponse response,
            Refused refused,
            String source,
            Instant receivedAt) {
        note(refused, source, receivedAt);
        if (refused.passes()) {
            response.header(HeaderNames.RETRY_AFTER, Integer.toString(Refused.RETRY_SECONDS));
        }
        json(request, response, Status.create(refused.status()), bytes(refused.told()));
    }

    private void note(Refused refused, String source, Instant receivedAt) {
        rejections.add(
                new Rejections.Rejection(receivedAt, source, refused.status(), refused.reason()));
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
