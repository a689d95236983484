package io.epistle.console;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.Map;

/// The page Home.
final class HomeEndpoint implements HttpService {
    private final Showing showing;

    HomeEndpoint(Showing showing) {
        this.showing = showing;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.route(Replies.READS, Replies.path(Links.HOME), this::page);
    }

    private void page(ServerRequest request, ServerResponse response) {
        HomeView view = showing.reading().home();
        Frame frame = showing.frame(Section.HOME, showing.texts().say("section.home"));
        showing.page(
                request,
                response,
                "home",
                Map.of(
                        "frame",
                        view.activity().isEmpty() ? frame : frame.withPlots(),
                        "view",
                        view));
    }
}
