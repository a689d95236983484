package io.epistle.console;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The HTML of a mail, for a frame in a page. A mail may style itself and show what it carries. It
/// may not run, post, load from elsewhere, or know where it is.
final class MailFrame {
    private static final String CONTENT =
            "; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:;"
                    + " form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    /// Its links open beside the console.
    private static final String OPENING =
            "sandbox allow-popups allow-popups-to-escape-sandbox" + CONTENT;

    /// Its links lead nowhere.
    private static final String CLOSED = "sandbox" + CONTENT;

    private static final Pattern HEAD =
            Pattern.compile("<head(\\s[^>]*)?>", Pattern.CASE_INSENSITIVE);

    private MailFrame() {}

    /// Sends a mail as received.
    static void received(ServerRequest request, ServerResponse response, String html) {
        send(request, response, html, OPENING);
    }

    /// Sends a mail that nobody was sent.
    static void preview(ServerRequest request, ServerResponse response, String html) {
        send(request, response, html, CLOSED);
    }

    private static void send(
            ServerRequest request, ServerResponse response, String html, String policy) {
        response.headers().set(HeaderNames.create("Content-Security-Policy"), policy);
        response.headers().set(HeaderNames.create("X-Frame-Options"), "SAMEORIGIN");
        Replies.page(
                request, response, Status.OK_200, opening(html).getBytes(StandardCharsets.UTF_8));
    }

    /// The mail with its links set to open beside the console; a mail without a head keeps its
    /// links inside its frame.
    private static String opening(String html) {
        Matcher head = HEAD.matcher(html);
        return head.find()
                ? html.substring(0, head.end())
                        + "<base target=\"_blank\">"
                        + html.substring(head.end())
                : html;
    }
}
