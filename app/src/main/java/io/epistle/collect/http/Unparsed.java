package io.epistle.collect.http;

import io.epistle.event.JsonText;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// Answers what is no request by the rules of HTTP, of which the web server alone knows: in the
/// form of every refusal here, whatever the path, and never as a fault of ours.
public final class Unparsed implements DirectHandler {
    /// What the web server tells of a request, such as how long its header is, in characters.
    private static final int FOUND_CHARS_MAX = 200;

    /// How the web server begins what it says of a request line, which it does not show.
    private static final String UNSAFE = "Bad request";

    private static final String LINE = "request line";
    private static final String LINE_RULES = "one such as POST /v1/track HTTP/1.1";
    private static final String RULES = "a request as RFC 9112 describes it";

    private Unparsed() {}

    /// The answers to all that goes wrong in front of any page or call.
    public static DirectHandlers handlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, new Unparsed());
        }
        return handlers.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        Refused refused = refused(request, type, status, message == null ? "" : message);
        headers.set(HeaderNames.CONTENT_TYPE, "application/json");
        headers.set(HeaderNames.CACHE_CONTROL, "no-store");
        headers.set(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
        return TransportResponse.builder()
                .status(Status.create(refused.status()))
                .headers(headers)
                .keepAlive(false)
                .entity(JsonText.of(refused.told()).getBytes(StandardCharsets.UTF_8))
                .build();
    }

    /// @param message what the web server found; empty where it does not say
    private static Refused refused(
            TransportRequest request, EventType type, Status status, String message) {
        return switch (type) {
            case HTTP_VERSION_NOT_SUPPORTED ->
                    Refused.unparsed(status.code(), LINE, "HTTP/1.0", "HTTP/1.1");
            case PAYLOAD_TOO_LARGE -> tooLarge(request);
            case INTERNAL_ERROR ->
                    request.path().isEmpty()
                            ? Refused.unparsed(400, "request", "one that is cut off", RULES)
                            : Refused.failed();
            case BAD_REQUEST, FORBIDDEN, OTHER ->
                    switch (status.code()) {
                        case 413 -> tooLarge(request);
                        case 414 -> Refused.unparsed(414, LINE, "one too long", "a shorter one");
                        case 501, 503 -> Refused.unparsed(status.code(), "request", message, RULES);
                        default ->
                                request.path().isEmpty() || message.startsWith(UNSAFE)
                                        ? Refused.unparsed(400, LINE, "none of HTTP", LINE_RULES)
                                        : Refused.unparsed(400, "request", found(message), RULES);
                    };
        };
    }

    private static Refused tooLarge(TransportRequest request) {
        String found = "more than this server takes";
        return Call.isOurs(request.path())
                ? Inflating.tooLarge(found)
                : Refused.unparsed(413, "body", found, "a form of a few fields");
    }

    private static String found(String message) {
        return message.substring(0, Math.min(message.length(), FOUND_CHARS_MAX));
    }
}
