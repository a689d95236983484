package io.epistle.collect.http;

import io.epistle.collect.LiveSources;
import io.epistle.collect.SourceDefinition;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

import java.time.Instant;
import java.util.Optional;

/// What is known of a request beside its body.
///
/// @param headerKey the write key in its authorization; absent where it carries none there
/// @param queryKey the write key in its query; absent where it carries none there
/// @param requestId unlike that of any other request
/// @param receivedAt when it came, in milliseconds
/// @param optedOut whether the browser says `Sec-GPC: 1`
record Envelope(
        Optional<String> headerKey,
        Optional<String> queryKey,
        String requestId,
        Instant receivedAt,
        boolean optedOut) {
    private static final HeaderName OPTED_OUT = HeaderNames.create("Sec-GPC");

    /// The envelope of a request.
    static Envelope of(ServerRequest request, String requestId, Instant receivedAt) {
        return new Envelope(
                WriteKeys.ofHeader(request.headers().first(HeaderNames.AUTHORIZATION).orElse("")),
                query(request, "writeKey").or(() -> query(request, "write_key")),
                requestId,
                receivedAt,
                request.headers().first(OPTED_OUT).orElse("").strip().equals("1"));
    }

    private static Optional<String> query(ServerRequest request, String name) {
        return request.query().first(name).asOptional().flatMap(WriteKeys::given);
    }

    /// The source that the header names; absent where it carries no key.
    ///
    /// @throws Refused for a key that no source has
    Optional<SourceDefinition> named(LiveSources sources) throws Refused {
        return headerKey.isPresent()
                ? Optional.of(source(headerKey.get(), sources))
                : Optional.empty();
    }

    /// The source of a request without a body.
    ///
    /// @throws Refused without a key, and for one that no source has
    SourceDefinition source(LiveSources sources) throws Refused {
        return source(headerKey.or(() -> queryKey), sources);
    }

    /// The source of a request with a body: its keys count behind the header and before the query.
    ///
    /// @throws Refused without a key, and for one that no source has
    SourceDefinition source(JsonReading.Body body, LiveSources sources) throws Refused {
        return source(headerKey.or(() -> WriteKeys.ofBody(body)).or(() -> queryKey), sources);
    }

    private static SourceDefinition source(Optional<String> key, LiveSources sources)
            throws Refused {
        return source(key.orElseThrow(() -> Refused.unknownKey(false)), sources);
    }

    private static SourceDefinition source(String key, LiveSources sources) throws Refused {
        return sources.of(key).orElseThrow(() -> Refused.unknownKey(true));
    }
}
