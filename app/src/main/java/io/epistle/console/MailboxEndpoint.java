package io.epistle.console;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The built-in mailbox: the list beside one mail, as pages and as JSON, and the mail's own HTML
/// for its frame.
final class MailboxEndpoint implements HttpService {
    private static final String API = ConsoleServer.API + "/mailbox";
    private static final int TEXT_MAX = PeopleQuery.TEXT_MAX;

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
        MailFrame.received(request, response, html.get());
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
