package io.epistle.console;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The page Home.
final class HomeEndpoint implements HttpService {
    private final Showing showing;
    private final HomeReading home;

    HomeEndpoint(Showing showing, HomeReading home) {
        this.showing = showing;
        this.home = home;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.route(Replies.READS, Replies.path(Links.HOME), this::page);
        rules.route(Replies.READS, Replies.path("/health"), this::health);
        rules.route(Replies.READS, Replies.path("/health/live"), HomeEndpoint::live);
    }

    private void page(ServerRequest request, ServerResponse response) {
        HomeView view = home.home();
        Frame frame = showing.frame(Section.HOME, showing.texts().say("section.home"));
        showing.page(
                request,
                response,
                "home",
                Map.of(
                        "frame",
                        view.activity().isEmpty() ? frame : frame.withPlots(),
                        "view",
                        view,
                        "health",
                        showing.workspace().health()));
    }

    /// 200 by answering at all: what does not answer is to be started anew.
    private static void live(ServerRequest request, ServerResponse response) {
        Replies.json(
                request,
                response,
                Status.OK_200,
                Json.object(json -> json.writeBooleanProperty("live", true)));
    }

    /// 503 where a part is not well that requests need, 200 otherwise; says which parts are not
    /// well, and nothing about anyone, since anyone may ask.
    private void health(ServerRequest request, ServerResponse response) {
        List<Health> parts = showing.workspace().health();
        boolean well = parts.stream().allMatch(Health::well);
        boolean ready = parts.stream().allMatch(it -> it.well() || !it.part().isNeeded());
        Replies.json(
                request,
                response,
                ready ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503,
                Json.object(json -> {
                    json.writeBooleanProperty("well", well);
                    json.writeBooleanProperty("ready", ready);
                    parts.forEach(it ->
                            json.writeBooleanProperty(
                                    it.part().name().toLowerCase(Locale.ROOT), it.well()));
                }));
    }
}
