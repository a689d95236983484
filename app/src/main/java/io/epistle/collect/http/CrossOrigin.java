package io.epistle.collect.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What browsers ask before the page of another site may send here. Pages of any origin may: what
/// they can do is add facts, which the key allows anyone.
final class CrossOrigin {
    /// A browser asks again after this; none of them keeps an answer longer.
    private static final int PREFLIGHT_SECONDS = 7_200;

    private static final List<String> REQUEST_HEADERS =
            List.of("Authorization", "Content-Type", "X-Retry-Count", "AnonymousId", "SentAt");

    private static final Pattern RSA = Pattern.compile("(?i)rsa-[a-z0-9-]{1,40}");
    private static final Pattern ORIGIN = Pattern.compile("[!-~]{1,300}");

    private CrossOrigin() {}

    /// Lets the page that asks read the answer.
    static void allow(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.VARY, "Origin");
        request.headers()
                .first(HeaderNames.ORIGIN)
                .filter(origin -> ORIGIN.matcher(origin).matches())
                .ifPresent(origin -> {
                    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
                    response.header(
                            HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
                            HeaderNames.RETRY_AFTER.defaultCase());
                });
    }

    /// Answers what a browser asks before it sends: which methods and headers it may use.
    static void preflight(ServerRequest request, ServerResponse response) {
        String asked =
                request.headers().first(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS).orElse("");
        Stream<String> ours =
                Arrays.stream(asked.split(",", REQUEST_HEADERS.size() * 4))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .filter(name -> RSA.matcher(name).matches());
        response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, OPTIONS");
        response.header(
                HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
                Stream.concat(REQUEST_HEADERS.stream(), ours).collect(Collectors.joining(", ")));
        response.header(HeaderNames.ACCESS_CONTROL_MAX_AGE, Integer.toString(PREFLIGHT_SECONDS));
        response.status(Status.NO_CONTENT_204);
        response.send();
    }
}
