package io.epistle.console;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.Map;
import java.util.Optional;

/// What every endpoint shows pages with: the templates, the words, the assets, and what every page
/// says.
///
/// @param workspace what every page says
/// @param pages the templates
/// @param texts the words
/// @param assets the addresses of styles and scripts
record Showing(WorkspaceReading workspace, Pages pages, Texts texts, AssetLinks assets) {
    /// Whoever finds nothing stored may come again after this.
    private static final int RETRY_SECONDS = 5;

    /// The frame of a page in a section.
    Frame frame(Section section, String title) {
        return Frame.of(Optional.of(section), title, workspace.standing(), texts, assets);
    }

    /// Sends a page of a template that shows one view.
    void page(
            ServerRequest request,
            ServerResponse response,
            String template,
            Map<String, Object> parameters) {
        Replies.page(request, response, Status.OK_200, pages.render(template, parameters));
    }

    /// Sends a page for people who know nothing of the console: a title and a sentence, no way on.
    ///
    /// @param key the beginning of the keys of its texts, such as `link.unknown`
    void alone(ServerRequest request, ServerResponse response, Status status, String key) {
        Frame frame =
                Frame.of(
                        Optional.empty(),
                        texts.say(key + ".title"),
                        workspace.standing(),
                        texts,
                        assets);
        Replies.page(
                request,
                response,
                status,
                pages.render("alone", Map.of("frame", frame, "text", texts.say(key + ".text"))));
    }

    /// Says to people who know nothing of the console that nothing can be stored right now.
    void unavailable(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.RETRY_AFTER, Integer.toString(RETRY_SECONDS));
        alone(request, response, Status.SERVICE_UNAVAILABLE_503, "link.unavailable");
    }

    /// Says what went wrong and what to do, as a page or, under the admin API, as JSON.
    ///
    /// @param key the beginning of the keys of its texts, such as `error.page`
    void error(ServerRequest request, ServerResponse response, Status status, String key) {
        if (request.path().path().startsWith(ConsoleServer.API)) {
            Replies.json(
                    request,
                    response,
                    status,
                    Json.object(json -> {
                        json.writeStringProperty("error", texts.say(key + ".title"));
                        json.writeStringProperty("advice", texts.say(key + ".text"));
                    }));
            return;
        }
        Frame frame =
                Frame.of(
                        Optional.empty(),
                        texts.say(key + ".title"),
                        workspace.standing(),
                        texts,
                        assets);
        Replies.page(
                request,
                response,
                status,
                pages.render("error", Map.of("frame", frame, "status", status.code(), "key", key)));
    }
}
