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

    /// 200 where every part is well, 503 otherwise; says nothing about anyone, since anyone may
    /// ask.
    private void health(ServerRequest request, ServerResponse response) {
        List<Health> parts = showing.workspace().health();
        boolean well = parts.stream().allMatch(Health::well);
        Replies.json(
                request,
                response,
                well ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503,
                Json.object(json -> {
                    json.writeBooleanProperty("well", well);
                    parts.forEach(it ->
                            json.writeBooleanProperty(
                                    it.part().name().toLowerCase(Locale.ROOT), it.well()));
                }));
    }
}
