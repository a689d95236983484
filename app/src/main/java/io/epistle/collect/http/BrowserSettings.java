package io.epistle.collect.http;

import io.epistle.collect.SourceDefinition;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the SDKs of browsers ask for before they send anything.
final class BrowserSettings {
    private static final HeaderName FORWARDED = HeaderNames.create("X-Forwarded-Proto");

    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    /// Names of this machine, which a browser reaches without a proxy in between.
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");

    private BrowserSettings() {}

    /// The settings of `@segment/analytics-next`: send where these came from.
    ///
    /// @param writeKey that was asked with
    static Struct segment(String writeKey, ServerRequest request) {
        Struct.Builder own = Struct.builder().put("apiKey", writeKey);
        host(request)
                .ifPresent(host ->
                        own.put("apiHost", host + "/v1").put("protocol", protocol(host, request)));
        return Struct.of("integrations", Struct.of("Segment.io", own.build()));
    }

    /// The host under which a browser found us; absent where it is none that could be told back.
    private static Optional<String> host(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.HOST)
                .filter(host -> HOST.matcher(host).matches());
    }

    /// What a proxy says it was asked by. Whoever lies about it lies to themselves.
    private static String protocol(String host, ServerRequest request) {
        return request.headers()
                .first(FORWARDED)
                .filter(List.of("http", "https")::contains)
                .orElse(LOOPBACK.matcher(host).matches() ? "http" : "https");
    }

    /// The configuration of `@rudderstack/analytics-js`: a source that is on, without destinations
    /// in the browser and without reports to its maker.
    static Struct rudder(SourceDefinition source) {
        Struct off = Struct.of("enabled", Value.FALSE);
        Struct quiet = Struct.builder().put("errors", off).put("metrics", off).build();
        return Struct.of(
                "source",
                Struct.builder()
                        .put("id", source.id())
                        .put("name", source.name())
                        .put("enabled", Value.TRUE)
                        .put("workspaceId", "epistle")
                        .put("config", Struct.of("statsCollection", quiet))
                        .put("destinations", Value.of(List.of()))
                        .build());
    }
}
