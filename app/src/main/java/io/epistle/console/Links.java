package io.epistle.console;

import io.epistle.identity.PersonId;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The addresses of the console's pages. What is written here is read by the endpoint of the same
/// noun.
public final class Links {
    /// Where the console begins.
    public static final String HOME = "/console";

    /// The facts as they arrive.
    public static final String LIVE = HOME + "/live";

    /// The list of people.
    public static final String PEOPLE = HOME + "/people";

    /// The list of segments.
    public static final String SEGMENTS = HOME + "/segments";

    /// The list of campaigns.
    public static final String CAMPAIGNS = HOME + "/campaigns";

    /// The list of templates.
    public static final String TEMPLATES = HOME + "/templates";

    /// The mailbox.
    public static final String MAILBOX = HOME + "/mailbox";

    /// What imports set aside.
    public static final String QUARANTINE = HOME + "/quarantine";

    /// What an operator must know.
    public static final String ALERTS = HOME + "/alerts";

    /// All alerts that are over, as a CSV file.
    public static final String ALERTS_FILE = ALERTS + "/alerts.csv";

    private Links() {}

    /// A page of the alerts that are over.
    public static String alerts(AlertsQuery query) {
        return address(ALERTS, parameters(query));
    }

    /// All alerts that are over in the order of a query, as a CSV file.
    public static String alertsFile(AlertsQuery query) {
        return address(ALERTS_FILE, parameters(query.on(Paging.page(1))));
    }

    private static List<String> parameters(AlertsQuery query) {
        AlertsQuery usual = AlertsQuery.usual();
        List<String> parameters = new ArrayList<>();
        if (query.order() != usual.order() || query.descending() != usual.descending()) {
            parameters.add(parameter("sort", query.order().name().toLowerCase(Locale.ROOT)));
            parameters.add(parameter("direction", query.descending() ? "down" : "up"));
        }
        page(parameters, query.paging());
        return parameters;
    }

    /// The facts that a query asks for, as they arrive.
    public static String live(LiveQuery query) {
        List<String> parameters = new ArrayList<>();
        query.name().ifPresent(name -> parameters.add(parameter("name", name)));
        query.source().ifPresent(source -> parameters.add(parameter("source", source)));
        if (query.paused()) {
            parameters.add(parameter("paused", "yes"));
        }
        return address(LIVE, parameters);
    }

    /// What one fact set off.
    public static String journey(long sequence) {
        return LIVE + "/" + sequence;
    }

    /// One fact in its person's timeline.
    ///
    /// @param page the page of the timeline on which it stands
    public static String fact(PersonId id, int page, long sequence) {
        return person(id, Paging.page(page)) + "#fact-" + sequence;
    }

    /// The people that a query asks for; what equals [PeopleQuery#everyone] is left out.
    public static String people(PeopleQuery query) {
        PeopleQuery usual = PeopleQuery.everyone();
        List<String> parameters = new ArrayList<>();
        if (!query.text().isEmpty()) {
            parameters.add(parameter("q", query.text()));
        }
        query.segment().ifPresent(segment -> parameters.add(parameter("segment", segment)));
        query.lifecycle().ifPresent(state -> parameters.add(parameter("lifecycle", state)));
        query.mayMail().ifPresent(may -> parameters.add(parameter("mail", may ? "yes" : "no")));
        if (query.order() != usual.order() || query.descending() != usual.descending()) {
            parameters.add(parameter("sort", query.order().name().toLowerCase(Locale.ROOT)));
            parameters.add(parameter("direction", query.descending() ? "down" : "up"));
        }
        query.after().ifPresent(person -> parameters.add(parameter("after", person.toString())));
        page(parameters, query.paging());
        return address(PEOPLE, parameters);
    }

    /// Another page of the people that a view shows part of: the next one begins where this one
    /// ends, so that turning pages costs the same however far one is.
    public static String people(PeopleQuery query, PeopleView view, int page) {
        boolean next = page == query.paging().page() + 1;
        boolean walks = query.order() == PeopleOrder.ID && query.text().isEmpty();
        Paging paging = Paging.page(page);
        return people(
                next && walks && view.last().isPresent()
                        ? query.after(view.last().get(), paging)
                        : query.on(paging));
    }

    /// The same people, all pages, as a CSV file.
    public static String peopleFile(PeopleQuery query) {
        return people(query.on(Paging.page(1))).replaceFirst(PEOPLE, PEOPLE + ".csv");
    }

    /// One person.
    public static String person(PersonId id) {
        return PEOPLE + "/" + id;
    }

    /// A page of one person's timeline.
    public static String person(PersonId id, Paging paging) {
        List<String> parameters = new ArrayList<>();
        page(parameters, paging);
        return address(person(id), parameters);
    }

    /// The people of one segment.
    public static String members(String segment) {
        return address(PEOPLE, List.of(parameter("segment", segment)));
    }

    /// One segment.
    public static String segment(String id) {
        return SEGMENTS + "/" + part(id);
    }

    /// One campaign.
    public static String campaign(String id) {
        return CAMPAIGNS + "/" + part(id);
    }

    /// The templates of a query.
    public static String templates(TemplatesQuery query) {
        List<String> parameters = new ArrayList<>();
        if (query.order() != TemplateOrder.NAME) {
            parameters.add(parameter("sort", query.order().name().toLowerCase(Locale.ROOT)));
        }
        if (query.descending()) {
            parameters.add(parameter("down", "yes"));
        }
        page(parameters, query.paging());
        return address(TEMPLATES, parameters);
    }

    /// One template.
    public static String template(String id) {
        return TEMPLATES + "/" + part(id);
    }

    /// One template, with its preview looked at in a way.
    public static String template(String id, PreviewQuery query) {
        List<String> parameters = new ArrayList<>();
        query.person().ifPresent(person -> parameters.add(parameter("person", person.toString())));
        if (query.isText()) {
            parameters.add(parameter("show", "text"));
        }
        if (query.isPhone()) {
            parameters.add(parameter("width", "phone"));
        }
        return address(template(id), parameters);
    }

    /// The page of a template as a person would get it, for its frame.
    public static String templateFrame(String id, PersonId person) {
        return template(id) + "/people/" + person + "/html";
    }

    /// The ledger of one campaign.
    public static String ledger(String campaign, LedgerQuery query) {
        List<String> parameters = new ArrayList<>();
        states(query).ifPresent(states -> parameters.add(parameter("state", states)));
        query.reason().ifPresent(reason -> parameters.add(parameter("reason", reason)));
        page(parameters, query.paging());
        return address(campaign(campaign) + "/messages", parameters);
    }

    /// The same rows of a ledger, all pages, as a CSV file.
    public static String ledgerFile(String campaign, LedgerQuery query) {
        return ledger(campaign, query.on(Paging.page(1)))
                .replaceFirst("/messages", "/messages.csv");
    }

    /// The states asked for as one word; absent for all.
    static Optional<String> states(LedgerQuery query) {
        if (query.states().isEmpty()) {
            return Optional.empty();
        }
        return query.states().equals(LedgerQuery.UNSENT)
                ? Optional.of("unsent")
                : Optional.of(query.states().getFirst().name().toLowerCase(Locale.ROOT));
    }

    /// A page of the mailbox.
    public static String mailbox(MailQuery query) {
        return address(MAILBOX, mailboxParameters(query));
    }

    /// One mail beside the page of the mailbox that it was found on.
    public static String mail(String id, MailQuery query, MailPart part) {
        List<String> parameters = mailboxParameters(query);
        if (part != MailPart.HTML) {
            parameters.add(parameter("part", part.name().toLowerCase(Locale.ROOT)));
        }
        return address(MAILBOX + "/" + part(id), parameters);
    }

    /// One mail.
    public static String mail(String id) {
        return MAILBOX + "/" + part(id);
    }

    /// The HTML part of a mail, for its frame.
    public static String mailFrame(String id) {
        return MAILBOX + "/" + part(id) + "/html";
    }

    /// A page of the rows that were set aside for a reason.
    public static String quarantine(String reason, Paging paging) {
        List<String> parameters = new ArrayList<>();
        page(parameters, paging);
        return address(QUARANTINE + "/" + part(reason), parameters);
    }

    /// All rows that were set aside for a reason, as a CSV file.
    public static String quarantineFile(String reason) {
        return QUARANTINE + "/" + part(reason) + "/rows.csv";
    }

    private static List<String> mailboxParameters(MailQuery query) {
        List<String> parameters = new ArrayList<>();
        if (!query.text().isEmpty()) {
            parameters.add(parameter("q", query.text()));
        }
        page(parameters, query.paging());
        return parameters;
    }

    private static void page(List<String> parameters, Paging paging) {
        if (paging.page() > 1) {
            parameters.add(parameter("page", Integer.toString(paging.page())));
        }
    }

    private static String address(String path, List<String> parameters) {
        return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
    }

    private static String parameter(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /// A path's part: like a parameter, but a space is `%20` there.
    private static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
