package io.epistle.console;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The facts as they arrive, and what one of them set off, as pages and as JSON. An open page asks
/// every second; it is answered without a body until there is something new to see.
final class LiveEndpoint implements HttpService {
    private static final String API = ConsoleServer.API + "/live";
    private static final long MINUTE_SECONDS = 60;

    private final Showing showing;
    private final LiveReading live;

    LiveEndpoint(Showing showing, LiveReading live) {
        this.showing = showing;
        this.live = live;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.route(Replies.READS, Replies.path(Links.LIVE), this::live);
        rules.route(Replies.READS, Replies.path(Links.LIVE + "/{sequence}"), this::journey);
        rules.route(Replies.READS, Replies.path(API), this::liveJson);
        rules.route(Replies.READS, Replies.path(API + "/{sequence}"), this::journeyJson);
    }

    private static LiveQuery query(ServerRequest request) {
        return new LiveQuery(
                Replies.parameter(request, "name"),
                Replies.parameter(request, "source"),
                Replies.parameter(request, "paused").filter("yes"::equals).isPresent());
    }

    /// What changes when the page does: with every fact, and with every minute, since the page says
    /// how many minutes ago things were.
    private String stamp() {
        Instant now = showing.workspace().standing().now();
        return live.newest() + "-" + now.getEpochSecond() / MINUTE_SECONDS;
    }

    private void live(ServerRequest request, ServerResponse response) {
        // Taken before the facts are: what arrives meanwhile is asked for again, not missed.
        String stamp = stamp();
        if (Replies.parameter(request, "since").filter(stamp::equals).isPresent()) {
            response.status(Status.NO_CONTENT_204);
            response.header(HeaderNames.CACHE_CONTROL, "no-store");
            response.send();
            return;
        }
        LiveQuery query = query(request);
        LiveView view = live.live(query);
        showing.page(
                request,
                response,
                "live",
                Map.of(
                        "frame",
                        showing.frame(Section.LIVE, showing.texts().say("section.live")),
                        "query",
                        query,
                        "view",
                        view,
                        "stamp",
                        stamp,
                        "command",
                        command(request.authority(), view.writeKey())));
    }

    /// How an event is sent by hand to the server that a page came from.
    static String command(String authority, Optional<String> writeKey) {
        return """
        curl http://%s/v1/track -u %s: -d '{"userId":"you","event":"Product Added","properties":{"product_id":"22423"}}'\
        """
                .formatted(authority, writeKey.orElse("WRITE_KEY"));
    }

    private Optional<JourneyView> find(ServerRequest request) {
        return Optional.of(request.path().pathParameters().get("sequence"))
                .filter(it -> it.matches("\\d{1,18}"))
                .flatMap(it -> live.journey(Long.parseLong(it)));
    }

    private void journey(ServerRequest request, ServerResponse response) {
        Optional<JourneyView> found = find(request);
        if (found.isEmpty()) {
            unknown(request, response);
            return;
        }
        showing.page(
                request,
                response,
                "journey",
                Map.of(
                        "frame",
                        showing.frame(
                                Section.LIVE,
                                showing.texts()
                                        .say(
                                                "journey.title",
                                                Long.toString(
                                                        found.get().row().fact().sequence()))),
                        "view",
                        found.get()));
    }

    private void unknown(ServerRequest request, ServerResponse response) {
        showing.error(request, response, Status.NOT_FOUND_404, "error.live");
    }

    private void liveJson(ServerRequest request, ServerResponse response) {
        Replies.tagged(request, response, LiveJson.live(live.live(query(request))));
    }

    private void journeyJson(ServerRequest request, ServerResponse response) {
        Optional<JourneyView> found = find(request);
        if (found.isEmpty()) {
            unknown(request, response);
        } else {
            Replies.json(request, response, Status.OK_200, LiveJson.journey(found.get()));
        }
    }
}
