package io.epistle.console;

import io.epistle.collect.http.CollectEndpoint;
import io.epistle.measure.Following;
import io.epistle.measure.Visit;
import io.epistle.send.MailLinks;
import io.epistle.store.StoreException;
import io.epistle.vault.VaultException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The links of mails that lead elsewhere, and the image that tells of an opening. Each is answered
/// once it is noted, never before. Where a link leads comes out of its token alone: what is no
/// token of ours leads nowhere.
final class ResponseEndpoint implements HttpService {
    private static final HeaderName RESOURCE_POLICY =
            HeaderNames.create("Cross-Origin-Resource-Policy");

    /// Where browsers and mail programs say that nobody asked yet.
    private static final List<HeaderName> PURPOSES =
            List.of(
                    HeaderNames.create("Sec-Purpose"),
                    HeaderNames.create("Purpose"),
                    HeaderNames.create("X-Purpose"),
                    HeaderNames.create("X-Moz"));

    private final Showing showing;
    private final Following following;

    ResponseEndpoint(Showing showing, Following following) {
        this.showing = showing;
        this.following = following;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.route(Replies.READS, Replies.path(MailLinks.CLICK + "{token}"), this::click);
        rules.route(Replies.READS, Replies.path(MailLinks.OPEN + "{token}"), this::open);
    }

    private void click(ServerRequest request, ServerResponse response) {
        try {
            Optional<String> location = following.click(token(request), visit(request));
            if (location.isEmpty()) {
                unknown(request, response);
                return;
            }
            response.status(Status.FOUND_302);
            response.header(HeaderNames.CACHE_CONTROL, "no-store");
            response.header(HeaderNames.LOCATION, location.get());
            response.send();
        } catch (StoreException | VaultException refused) {
            showing.unavailable(request, response);
        }
    }

    private void open(ServerRequest request, ServerResponse response) {
        try {
            if (!following.open(token(request), visit(request))) {
                unknown(request, response);
                return;
            }
            response.header(HeaderNames.CONTENT_TYPE, "image/gif");
            response.header(HeaderNames.CACHE_CONTROL, "no-store");
            // Mail programs in browsers show it among pages of their own.
            response.headers().set(RESOURCE_POLICY, "cross-origin");
            Replies.send(request, response, CollectEndpoint.transparentPixel());
        } catch (StoreException | VaultException refused) {
            showing.unavailable(request, response);
        }
    }

    private static String token(ServerRequest request) {
        return request.path().pathParameters().get("token");
    }

    private static Visit visit(ServerRequest request) {
        boolean prefetch =
                PURPOSES.stream()
                        .flatMap(name -> request.headers().first(name).stream())
                        .map(purpose -> purpose.toLowerCase(Locale.ROOT))
                        .anyMatch(purpose ->
                                purpose.contains("prefetch") || purpose.contains("preview"));
        return new Visit(
                request.prologue().method().equals(Method.HEAD),
                request.headers().first(HeaderNames.USER_AGENT).orElse(""),
                prefetch);
    }

    private void unknown(ServerRequest request, ServerResponse response) {
        showing.alone(request, response, Status.NOT_FOUND_404, "link.unknown");
    }
}
