package io.epistle.console;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What monitoring reads: every figure of the workspace and how long requests take.
final class MetricsEndpoint implements HttpService {
    /// Where it is.
    static final String PATH = "/metrics";

    private final WorkspaceReading workspace;
    private final RequestTimes times;

    MetricsEndpoint(WorkspaceReading workspace, RequestTimes times) {
        this.workspace = workspace;
        this.times = times;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.route(Replies.READS, Replies.path(PATH), this::metrics);
    }

    private void metrics(ServerRequest request, ServerResponse response) {
        List<Metric> metrics = new ArrayList<>(workspace.metrics());
        metrics.add(times.metric());
        Replies.text(
                request,
                response,
                Status.OK_200,
                Exposition.CONTENT_TYPE,
                Exposition.text(metrics).getBytes(StandardCharsets.UTF_8));
    }
}
