package io.epistle.console;

import io.epistle.event.Fact;
import io.epistle.identity.PersonId;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The list of people and the page of one.
final class PeopleEndpoint implements HttpService {
    private static final String API = ConsoleServer.API + "/people";

    private final Showing showing;
    private final PeopleReading people;
    private final PersonReading person;

    PeopleEndpoint(Showing showing, PeopleReading people, PersonReading person) {
        this.showing = showing;
        this.people = people;
        this.person = person;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.route(Replies.READS, Replies.path(Links.PEOPLE), this::people);
        rules.get(Links.PEOPLE + ".csv", this::file);
        rules.route(Replies.READS, Replies.path(Links.PEOPLE + "/{id}"), this::person);
        rules.route(Replies.READS, Replies.path(API), this::peopleJson);
        rules.route(
                Replies.READS,
                Replies.path(API + "/{id}"),
                (request, response) -> personJson(request, response, PeopleJson::person));
        rules.route(
                Replies.READS,
                Replies.path(API + "/{id}/segments"),
                (request, response) -> personJson(request, response, PeopleJson::segments));
        rules.route(
                Replies.READS,
                Replies.path(API + "/{id}/recommendations"),
                (request, response) -> personJson(request, response, PeopleJson::picks));
        rules.route(Replies.READS, Replies.path(API + "/{id}/timeline"), this::timelineJson);
    }

    private void people(ServerRequest request, ServerResponse response) {
        PeopleQuery query = query(request);
        Frame frame = showing.frame(Section.PEOPLE, showing.texts().say("section.people"));
        showing.page(
                request,
                response,
                "people",
                Map.of("frame", frame, "query", query, "view", people.people(query)));
    }

    private void file(ServerRequest request, ServerResponse response) {
        PeopleQuery query = query(request);
        Replies.csv(
                response,
                "people.csv",
                List.of(
                        "id",
                        "name",
                        "email",
                        "country",
                        "lifecycle",
                        "orders",
                        "spent",
                        "currency",
                        "seen",
                        "may_mail"),
                new PeoplePager(people, query),
                row ->
                        List.of(
                                row.id().toString(),
                                row.name().orElse(""),
                                row.email().orElse(""),
                                row.country().orElse(""),
                                row.lifecycle(),
                                Long.toString(row.orders()),
                                row.spent().map(it -> it.amount().toPlainString()).orElse(""),
                                row.spent().map(Money::currency).orElse(""),
                                row.seen().map(Instant::toString).orElse(""),
                                Boolean.toString(row.mayMail())));
    }

    /// What an address asks for; unknown orders and states count as not asked.
    static PeopleQuery query(ServerRequest request) {
        PeopleQuery usual = PeopleQuery.everyone();
        String text = Replies.parameter(request, "q").orElse("");
        Optional<PeopleOrder> order =
                Replies.parameter(request, "sort").flatMap(PeopleEndpoint::order);
        return new PeopleQuery(
                text.substring(0, Math.min(text.length(), PeopleQuery.TEXT_MAX)),
                Replies.parameter(request, "segment"),
                Replies.parameter(request, "lifecycle"),
                Replies.parameter(request, "mail").flatMap(PeopleEndpoint::yesOrNo),
                order.orElse(usual.order()),
                Replies.parameter(request, "direction")
                        .map(it -> it.equals("down"))
                        .orElse(usual.descending()),
                Replies.parameter(request, "after").flatMap(PersonId::find),
                Replies.paging(request));
    }

    private static Optional<PeopleOrder> order(String name) {
        for (PeopleOrder order : PeopleOrder.values()) {
            if (order.name().equalsIgnoreCase(name)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    private static Optional<Boolean> yesOrNo(String answer) {
        return switch (answer) {
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private void person(ServerRequest request, ServerResponse response) {
        Optional<PersonId> id = id(request);
        Paging paging = Replies.paging(request);
        Optional<PersonView> view = id.flatMap(person::person);
        Optional<Slice<Fact>> timeline = id.flatMap(it -> person.timeline(it, paging));
        if (view.isEmpty() || timeline.isEmpty()) {
            showing.error(request, response, Status.NOT_FOUND_404, "error.person");
            return;
        }
        String title = view.get().row().called().orElse(showing.texts().say("person.unnamed"));
        showing.page(
                request,
                response,
                "person",
                Map.of(
                        "frame",
                        showing.frame(Section.PEOPLE, title),
                        "view",
                        view.get(),
                        "timeline",
                        timeline.get()));
    }

    private void peopleJson(ServerRequest request, ServerResponse response) {
        Replies.json(
                request, response, Status.OK_200, PeopleJson.people(people.people(query(request))));
    }

    private static Optional<PersonId> id(ServerRequest request) {
        return PersonId.find(request.path().pathParameters().get("id"));
    }

    /// A person, or a part of one, with a digest by which a caller that asks often is spared the
    /// same answer.
    private void personJson(
            ServerRequest request, ServerResponse response, Function<PersonView, byte[]> write) {
        Optional<PersonView> view = id(request).flatMap(person::person);
        if (view.isEmpty()) {
            showing.error(request, response, Status.NOT_FOUND_404, "error.person");
        } else {
            Replies.tagged(request, response, write.apply(view.get()));
        }
    }

    private void timelineJson(ServerRequest request, ServerResponse response) {
        Optional<Slice<Fact>> timeline =
                id(request).flatMap(it -> person.timeline(it, Replies.paging(request)));
        if (timeline.isEmpty()) {
            showing.error(request, response, Status.NOT_FOUND_404, "error.person");
        } else {
            Replies.json(request, response, Status.OK_200, PeopleJson.timeline(timeline.get()));
        }
    }
}
