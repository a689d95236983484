package io.epistle.console;

import io.epistle.collect.http.CollectEndpoint;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// What stands in front of every page: it refuses requests that other sites' pages, other names or
/// proxies bring, and tells browsers what pages may do.
///
/// @param hosts the names that are answered to
/// @param showing says why something was refused
/// @param collects whether the paths of the collection are another's
record ConsoleGuard(HostNames hosts, Showing showing, boolean collects) {
    /// Nothing that is posted to the console is longer than a form of a few fields.
    static final int BODY_BYTES_MAX = 64 * 1024;

    /// Where the links in mails begin.
    private static final String LINKS = "/e/";

    /// Where health is told, which probes ask for through whatever is in between.
    private static final String HEALTH = "/health";

    /// Everything comes from here, nothing runs inline, nobody frames us.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    /// The names of headers by which proxies tell that they passed a request on, and for whom, in
    /// lower case and with hyphens alone: those of RFC 9110 and 7239, those of common proxies and
    /// of networks in front of them.
    private static final Pattern PROXIED =
            Pattern.compile(
                    "via|forwarded|cdn-loop|(x-)?forwarded-.+|x-forwarded|x-(original|envoy|proxy)-.+"
                        + "|(.+-)?(client|connecting|real|remote|peer|source|user|proxyuser|origin)-?(ip|addr)(v6)?"
                        + "|cf-(ray|visitor|ipcountry|worker)|x-amz-cf-id|x-amzn-trace-id");

    /// Pages of other sites hand facts in, under whatever name this machine has: all that the guard
    /// asks is asked of the others alone.
    void stand(HttpRouting.Builder routing) {
        routing.addFilter((chain, request, response) -> {
            if (collects && CollectEndpoint.isOurs(request.path().path())) {
                chain.proceed();
            } else {
                guard(chain, request, response);
            }
        });
    }

    private void guard(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.header(HeaderNames.create("Content-Security-Policy"), POLICY);
        response.header(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
        response.header(HeaderNames.create("X-Frame-Options"), "DENY");
        response.header(HeaderNames.create("Referrer-Policy"), "no-referrer");
        response.header(HeaderNames.create("Cross-Origin-Opener-Policy"), "same-origin");
        response.header(HeaderNames.create("Cross-Origin-Resource-Policy"), "same-origin");
        response.header(
                HeaderNames.create("Permissions-Policy"),
                "camera=(), geolocation=(), microphone=(), payment=()");
        if (!isPublic(request.path().path()) && !hosts.accept(request.authority())) {
            refuse(request, response, Status.create(421), "error.host");
        } else if (isForwarded(request) && !hosts.isOwn(request.authority())) {
            refuse(request, response, Status.FORBIDDEN_403, "error.proxied");
        } else if (request.headers().contentLength().orElse(0) > BODY_BYTES_MAX) {
            showing.error(request, response, Status.REQUEST_ENTITY_TOO_LARGE_413, "error.large");
        } else if (fromElsewhere(request)) {
            showing.error(request, response, Status.FORBIDDEN_403, "error.elsewhere");
        } else {
            chain.proceed();
        }
    }

    private void refuse(
            RoutingRequest request, RoutingResponse response, Status status, String key) {
        Replies.text(
                request,
                response,
                status,
                "text/plain; charset=utf-8",
                showing.texts().say(key).getBytes(StandardCharsets.UTF_8));
    }

    /// Whether a proxy passed on a request for what is not for everybody: the console has no login,
    /// and whoever may reach this machine's own address is its operator.
    private static boolean isForwarded(RoutingRequest request) {
        String path = request.path().path();
        return !isPublic(path)
                && !path.startsWith(HEALTH)
                && request.headers().stream().anyMatch(header -> isOfProxies(header.name()));
    }

    /// Whether a header is one that proxies add, however it is spelled: servers behind each other
    /// read hyphens, underscores and spaces alike.
    static boolean isOfProxies(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        return PROXIED.matcher(plain).matches();
    }

    /// Whether a path is for those who get mails: they come under whatever public name leads here,
    /// and a page that points a name of its own at this machine knows no token.
    private static boolean isPublic(String path) {
        return path.startsWith(LINKS) || path.startsWith(AssetsEndpoint.PATH + "/");
    }

    /// Whether a request that changes something was sent by another site's page. Links in mails are
    /// meant to be.
    private static boolean fromElsewhere(RoutingRequest request) {
        boolean reads = Replies.READS.test(request.prologue().method());
        if (reads || request.path().path().startsWith(UnsubscribeEndpoint.PATH + "/")) {
            return false;
        }
        String site = request.headers().first(HeaderNames.create("Sec-Fetch-Site")).orElse("none");
        String origin = request.headers().first(HeaderNames.ORIGIN).orElse("");
        boolean own =
                origin.isEmpty()
                        || origin.equals("http://" + request.authority())
                        || origin.equals("https://" + request.authority());
        return !own || !(site.equals("none") || site.equals("same-origin"));
    }
}
