package io.epistle.console;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The built-in mailbox: the list beside one mail, as pages and as JSON, and the mail's own HTML
/// for its frame.
final class MailboxEndpoint implements HttpService {
    private static final String API = ConsoleServer.API + "/mailbox";
    private static final int TEXT_MAX = PeopleQuery.TEXT_MAX;

    /// A mail may style itself and show what it carries. It may not run, post, load from elsewhere,
    /// or know where it is; its links open beside the console.
    private static final String POLICY =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src"
                + " 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri"
                + " 'none'; frame-ancestors 'self'";

    private static final Pattern HEAD =
            Pattern.compile("<head(\\s[^>]*)?>", Pattern.CASE_INSENSITIVE);

    private final Showing showing;
    private final MailboxReading mailbox;

    MailboxEndpoint(Showing showing, MailboxReading mailbox) {
        this.showing = showing;
        this.mailbox = mailbox;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.route(Replies.READS, Replies.path(Links.MAILBOX), this::mailbox);
        rules.route(Replies.READS, Replies.path(Links.MAILBOX + "/{id}"), this::mail);
        rules.route(Replies.READS, Replies.path(Links.MAILBOX + "/{id}/html"), this::frame);
        rules.route(Replies.READS, Replies.path(API), this::mailboxJson);
        rules.route(Replies.READS, Replies.path(API + "/{id}"), this::mailJson);
    }

    private static MailQuery query(ServerRequest request) {
        String text = Replies.parameter(request, "q").orElse("");
        return new MailQuery(
                text.substring(0, Math.min(text.length(), TEXT_MAX)), Replies.paging(request));
    }

    private static MailPart part(ServerRequest request, MailView mail) {
        Optional<String> asked = Replies.parameter(request, "part");
        for (MailPart part : MailPart.values()) {
            if (asked.filter(part.name().toLowerCase(Locale.ROOT)::equals).isPresent()) {
                return part;
            }
        }
        return mail.html().isPresent() ? MailPart.HTML : MailPart.TEXT;
    }

    private void mailbox(ServerRequest request, ServerResponse response) {
        show(request, response, Optional.empty(), MailPart.HTML);
    }

    private Optional<MailView> find(ServerRequest request) {
        return mailbox.mail(request.path().pathParameters().get("id"));
    }

    private void mail(ServerRequest request, ServerResponse response) {
        Optional<MailView> mail = find(request);
        if (mail.isEmpty()) {
            unknown(request, response);
        } else {
            show(request, response, mail, part(request, mail.get()));
        }
    }

    private void unknown(ServerRequest request, ServerResponse response) {
        showing.error(request, response, Status.NOT_FOUND_404, "error.mail");
    }

    private void show(
            ServerRequest request,
            ServerResponse response,
            Optional<MailView> mail,
            MailPart part) {
        MailQuery query = query(request);
        String name = showing.texts().say("section.mailbox");
        String title = mail.map(it -> it.row().subject()).filter(it -> !it.isEmpty()).orElse(name);
        showing.page(
                request,
                response,
                "mailbox",
                Map.of(
                        "frame",
                        showing.frame(Section.MAILBOX, title),
                        "query",
                        query,
                        "mails",
                        mailbox.mailbox(query),
                        "mail",
                        mail,
                        "part",
                        part));
    }

    private void frame(ServerRequest request, ServerResponse response) {
        Optional<String> html = find(request).flatMap(MailView::html);
        if (html.isEmpty()) {
            unknown(request, response);
            return;
        }
        response.headers().set(HeaderNames.create("Content-Security-Policy"), POLICY);
        response.headers().set(HeaderNames.create("X-Frame-Options"), "SAMEORIGIN");
        Replies.page(
                request,
                response,
                Status.OK_200,
                opening(html.get()).getBytes(StandardCharsets.UTF_8));
    }

    /// The mail with its links set to open beside the console; a mail without a head keeps its
    /// links inside its frame.
    static String opening(String html) {
        Matcher head = HEAD.matcher(html);
        return head.find()
                ? html.substring(0, head.end())
                        + "<base target=\"_blank\">"
                        + html.substring(head.end())
                : html;
    }

    private void mailboxJson(ServerRequest request, ServerResponse response) {
        Replies.json(
                request,
                response,
                Status.OK_200,
                MailboxJson.mailbox(mailbox.mailbox(query(request))));
    }

    private void mailJson(ServerRequest request, ServerResponse response) {
        Optional<MailView> mail = find(request);
        if (mail.isEmpty()) {
            unknown(request, response);
        } else {
            Replies.json(request, response, Status.OK_200, MailboxJson.mail(mail.get()));
        }
    }
}
