package io.epistle.console;

import io.epistle.identity.PersonId;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Templates: the list, one with its preview, and the preview's own HTML for its frame, as pages
/// and as JSON.
final class TemplatesEndpoint implements HttpService {
    private static final String API = ConsoleServer.API + "/templates";

    /// People that a search for whom to preview shows.
    private static final int FOUND_MAX = 8;

    private final Showing showing;
    private final TemplatesReading templates;
    private final PeopleReading people;

    TemplatesEndpoint(Showing showing, TemplatesReading templates, PeopleReading people) {
        this.showing = showing;
        this.templates = templates;
        this.people = people;
    }

    @Override
    public void routing(HttpRules rules) {
        String one = Links.TEMPLATES + "/{id}";
        rules.route(Replies.READS, Replies.path(Links.TEMPLATES), this::templates);
        rules.route(Replies.READS, Replies.path(one), this::template);
        rules.route(Replies.READS, Replies.path(one + "/people/{person}/html"), this::frame);
        rules.route(Replies.READS, Replies.path(API), this::templatesJson);
        rules.route(Replies.READS, Replies.path(API + "/{id}"), this::templateJson);
        rules.route(Replies.READS, Replies.path(API + "/{id}/preview"), this::previewJson);
    }

    private static TemplatesQuery query(ServerRequest request) {
        Optional<String> sort = Replies.parameter(request, "sort");
        TemplateOrder order =
                List.of(TemplateOrder.values()).stream()
                        .filter(it -> sort.filter(it.name()::equalsIgnoreCase).isPresent())
                        .findFirst()
                        .orElse(TemplateOrder.NAME);
        return new TemplatesQuery(
                order, Replies.parameter(request, "down").isPresent(), Replies.paging(request));
    }

    private static PreviewQuery preview(ServerRequest request) {
        String search = Replies.parameter(request, "q").orElse("");
        Optional<String> person = Replies.parameter(request, "person");
        return new PreviewQuery(
                person.flatMap(PersonId::find),
                person.isPresent(),
                search.substring(0, Math.min(search.length(), PeopleQuery.TEXT_MAX)),
                Replies.parameter(request, "show").filter("text"::equals).isPresent(),
                Replies.parameter(request, "width").filter("phone"::equals).isPresent());
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }

    private void templates(ServerRequest request, ServerResponse response) {
        TemplatesQuery query = query(request);
        showing.page(
                request,
                response,
                "templates",
                Map.of(
                        "frame",
                        showing.frame(Section.TEMPLATES, showing.texts().say("section.templates")),
                        "query",
                        query,
                        "templates",
                        templates.templates(query)));
    }

    private void templatesJson(ServerRequest request, ServerResponse response) {
        Replies.json(
                request,
                response,
                Status.OK_200,
                TemplatesJson.templates(templates.templates(query(request))));
    }

    private void template(ServerRequest request, ServerResponse response) {
        Optional<TemplateView> view = templates.template(id(request));
        if (view.isEmpty()) {
            unknown(request, response);
            return;
        }
        PreviewQuery query = preview(request);
        showing.page(
                request,
                response,
                "template",
                Map.of(
                        "frame",
                        showing.frame(Section.TEMPLATES, view.get().row().name()),
                        "view",
                        view.get(),
                        "query",
                        query,
                        "preview",
                        preview(id(request), query),
                        "found",
                        found(query)));
    }

    /// The preview that is asked for; absent where nobody can be called that.
    private Optional<TemplatePreview> preview(String template, PreviewQuery query) {
        return query.isNobody() ? Optional.empty() : templates.preview(template, query.person());
    }

    /// The people whom a search may mean.
    private List<PersonRow> found(PreviewQuery query) {
        if (query.search().isEmpty()) {
            return List.of();
        }
        PeopleQuery meant =
                new PeopleQuery(
                        query.search(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        PeopleOrder.ID,
                        false,
                        Optional.empty(),
                        new Paging(1, FOUND_MAX));
        return people.people(meant).people().items();
    }

    private void unknown(ServerRequest request, ServerResponse response) {
        showing.error(request, response, Status.NOT_FOUND_404, "error.template");
    }

    private void frame(ServerRequest request, ServerResponse response) {
        Optional<PersonId> person = PersonId.find(request.path().pathParameters().get("person"));
        Optional<TemplatePreview> preview =
                person.flatMap(_ -> templates.preview(id(request), person));
        if (preview.isPresent() && preview.get().outcome() instanceof TemplatePreview.Mail mail) {
            MailFrame.preview(request, response, mail.html());
        } else {
            showing.error(request, response, Status.NOT_FOUND_404, "error.preview");
        }
    }

    private void templateJson(ServerRequest request, ServerResponse response) {
        Optional<TemplateView> view = templates.template(id(request));
        if (view.isEmpty()) {
            unknown(request, response);
        } else {
            Replies.json(request, response, Status.OK_200, TemplatesJson.template(view.get()));
        }
    }

    private void previewJson(ServerRequest request, ServerResponse response) {
        PreviewQuery query = preview(request);
        Optional<TemplatePreview> preview = preview(id(request), query);
        if (preview.isEmpty()) {
            showing.error(request, response, Status.NOT_FOUND_404, "error.preview");
        } else {
            Replies.json(request, response, Status.OK_200, TemplatesJson.preview(preview.get()));
        }
    }
}
