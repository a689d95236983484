package io.epistle.console;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.Map;
import java.util.Optional;

/// Segments: the list and one, as pages and as JSON.
final class SegmentsEndpoint implements HttpService {
    private static final String API = ConsoleServer.API + "/segments";

    private final Showing showing;
    private final SegmentsReading segments;

    SegmentsEndpoint(Showing showing, SegmentsReading segments) {
        this.showing = showing;
        this.segments = segments;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.route(Replies.READS, Replies.path(Links.SEGMENTS), this::segments);
        rules.route(Replies.READS, Replies.path(Links.SEGMENTS + "/{id}"), this::segment);
        rules.route(Replies.READS, Replies.path(API), this::segmentsJson);
        rules.route(Replies.READS, Replies.path(API + "/{id}"), this::segmentJson);
    }

    private void segments(ServerRequest request, ServerResponse response) {
        Frame frame = showing.frame(Section.SEGMENTS, showing.texts().say("section.segments"));
        showing.page(
                request, response, "segments", Map.of("frame", frame, "view", segments.segments()));
    }

    private void segmentsJson(ServerRequest request, ServerResponse response) {
        Replies.json(request, response, Status.OK_200, SegmentsJson.segments(segments.segments()));
    }

    private Optional<SegmentView> find(ServerRequest request) {
        return segments.segment(request.path().pathParameters().get("id"));
    }

    private void segment(ServerRequest request, ServerResponse response) {
        Optional<SegmentView> found = find(request);
        if (found.isEmpty()) {
            showing.error(request, response, Status.NOT_FOUND_404, "error.segment");
            return;
        }
        SegmentView view = found.get();
        Frame frame = showing.frame(Section.SEGMENTS, view.row().name());
        showing.page(
                request,
                response,
                "segment",
                Map.of("frame", view.moved() ? frame.withPlots() : frame, "view", view));
    }

    private void segmentJson(ServerRequest request, ServerResponse response) {
        Optional<SegmentView> found = find(request);
        if (found.isEmpty()) {
            showing.error(request, response, Status.NOT_FOUND_404, "error.segment");
        } else {
            Replies.json(request, response, Status.OK_200, SegmentsJson.segment(found.get()));
        }
    }
}
