package io.epistle.console;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What imports set aside: by reason, and the rows of one, as pages, as JSON and as a CSV file.
final class QuarantineEndpoint implements HttpService {
    private static final String API = ConsoleServer.API + "/quarantine";

    private final Showing showing;
    private final QuarantineReading quarantine;

    QuarantineEndpoint(Showing showing, QuarantineReading quarantine) {
        this.showing = showing;
        this.quarantine = quarantine;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.route(Replies.READS, Replies.path(Links.QUARANTINE), this::reasons);
        rules.route(Replies.READS, Replies.path(Links.QUARANTINE + "/{reason}"), this::rows);
        rules.get(Links.QUARANTINE + "/{reason}/rows.csv", this::file);
        rules.route(Replies.READS, Replies.path(API), this::reasonsJson);
        rules.route(Replies.READS, Replies.path(API + "/{reason}"), this::rowsJson);
    }

    private void reasons(ServerRequest request, ServerResponse response) {
        String title = showing.texts().say("section.quarantine");
        showing.page(
                request,
                response,
                "quarantine",
                Map.of(
                        "frame",
                        showing.frame(Section.QUARANTINE, title),
                        "reasons",
                        quarantine.reasons()));
    }

    private static String reason(ServerRequest request) {
        return request.path().pathParameters().get("reason");
    }

    private Optional<Slice<QuarantineRow>> find(ServerRequest request) {
        return quarantine.rows(reason(request), Replies.paging(request));
    }

    private void rows(ServerRequest request, ServerResponse response) {
        Optional<Slice<QuarantineRow>> found = find(request);
        if (found.isEmpty()) {
            unknown(request, response);
            return;
        }
        String reason = reason(request);
        String title = showing.texts().name("reason", reason);
        showing.page(
                request,
                response,
                "quarantined",
                Map.of(
                        "frame",
                        showing.frame(Section.QUARANTINE, title),
                        "reason",
                        reason,
                        "rows",
                        found.get()));
    }

    private void file(ServerRequest request, ServerResponse response) {
        String reason = reason(request);
        if (quarantine.rows(reason, Paging.page(1)).isEmpty()) {
            unknown(request, response);
            return;
        }
        Replies.csv(
                response,
                "quarantine.csv",
                List.of("source", "file", "line", "path", "found", "expected", "row"),
                paging -> quarantine.rows(reason, paging).orElse(new Slice<>(List.of(), paging, 0)),
                row ->
                        List.of(
                                row.source(),
                                row.file(),
                                Long.toString(row.line()),
                                row.path(),
                                row.found(),
                                row.expected(),
                                row.text()));
    }

    private void unknown(ServerRequest request, ServerResponse response) {
        showing.error(request, response, Status.NOT_FOUND_404, "error.quarantine");
    }

    private void reasonsJson(ServerRequest request, ServerResponse response) {
        Replies.json(
                request, response, Status.OK_200, QuarantineJson.reasons(quarantine.reasons()));
    }

    private void rowsJson(ServerRequest request, ServerResponse response) {
        Optional<Slice<QuarantineRow>> found = find(request);
        if (found.isEmpty()) {
            unknown(request, response);
        } else {
            Replies.json(request, response, Status.OK_200, QuarantineJson.rows(found.get()));
        }
    }
}
