package io.epistle.console;

import io.epistle.alert.Alert;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What an operator must know: the open alerts and those that are over, as a page, as JSON and, the
/// latter, as a CSV file.
final class AlertsEndpoint implements HttpService {
    private static final String API = ConsoleServer.API + "/alerts";

    private final Showing showing;
    private final AlertsReading alerts;

    AlertsEndpoint(Showing showing, AlertsReading alerts) {
        this.showing = showing;
        this.alerts = alerts;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.route(Replies.READS, Replies.path(Links.ALERTS), this::page);
        rules.get(Links.ALERTS_FILE, this::file);
        rules.route(Replies.READS, Replies.path(API), this::json);
    }

    private void page(ServerRequest request, ServerResponse response) {
        AlertsQuery query = query(request);
        showing.page(
                request,
                response,
                "alerts",
                Map.of(
                        "frame",
                        showing.frame(Section.ALERTS, showing.texts().say("section.alerts")),
                        "open",
                        alerts.open(),
                        "query",
                        query,
                        "closed",
                        alerts.closed(query)));
    }

    /// What the address asks for; an order that does not exist is the usual one.
    private static AlertsQuery query(ServerRequest request) {
        AlertsQuery usual = AlertsQuery.usual();
        AlertOrder order =
                Replies.parameter(request, "sort")
                        .flatMap(sort ->
                                Arrays.stream(AlertOrder.values())
                                        .filter(one ->
                                                one.name().toLowerCase(Locale.ROOT).equals(sort))
                                        .findFirst())
                        .orElse(usual.order());
        boolean down =
                Replies.parameter(request, "direction")
                        .map("down"::equals)
                        .orElse(usual.descending());
        return new AlertsQuery(order, down, Replies.paging(request));
    }

    private void file(ServerRequest request, ServerResponse response) {
        Replies.csv(
                response,
                "alerts.csv",
                List.of("number", "kind", "about", "found", "limit", "since", "until"),
                page -> alerts.closed(query(request).on(page)),
                alert ->
                        List.of(
                                Long.toString(alert.number()),
                                alert.kind().word(),
                                alert.finding().subject(),
                                Double.toString(alert.finding().found()),
                                Double.toString(alert.expected()),
                                alert.since().toString(),
                                alert.until().map(Instant::toString).orElse("")));
    }

    private void json(ServerRequest request, ServerResponse response) {
        List<Alert> open = alerts.open();
        Slice<Alert> closed = alerts.closed(query(request));
        Replies.json(request, response, Status.OK_200, AlertsJson.alerts(open, closed));
    }
}
