package io.epistle.console;

import io.epistle.compose.LiquidText;
import io.epistle.console.TemplateView.Place;
import io.epistle.identity.PersonId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The templates of the sample: one with everything a template can have, one with nothing, and as
/// many more as fill a second page. Some texts try to break out of the page.
final class SampleTemplates implements TemplatesReading {
    static final String TEMPLATE = "picks-for-you";

    /// One whose preview is skipped.
    static final String SKIPPED = "letter-01";

    /// One whose preview fails.
    static final String BROKEN = "letter-02";

    /// One with more findings and lines than a page shows.
    static final String LONG = "letter-04";

    private static final int LETTERS = 50;

    private final List<PersonRow> people;

    private SampleTemplates(List<PersonRow> people) {
        this.people = people;
    }

    /// Templates that may be looked at for these people.
    static SampleTemplates some(List<PersonRow> people) {
        return new SampleTemplates(people);
    }

    /// None.
    static TemplatesReading none() {
        return new TemplatesReading() {
            @Override
            public Slice<TemplateRow> templates(TemplatesQuery query) {
                return Slice.of(List.of(), query.paging());
            }

            @Override
            public Optional<TemplateView> template(String id) {
                return Optional.empty();
            }

            @Override
            public Optional<TemplatePreview> preview(String template, Optional<PersonId> person) {
                return Optional.empty();
            }
        };
    }

    private static List<TemplateRow> rows() {
        List<TemplateRow> rows = new ArrayList<>();
        rows.add(
                new TemplateRow(
                        TEMPLATE,
                        "Picks for you",
                        "{{ recommendations[0].name }} and more",
                        1,
                        1,
                        2));
        rows.addAll(
                IntStream.rangeClosed(1, LETTERS)
                        .mapToObj(number ->
                                new TemplateRow(
                                        "letter-%02d".formatted(number),
                                        number == 3 ? SampleReading.CANARY : "Letter " + number,
                                        number == 3 ? SampleReading.CANARY : "Hello",
                                        0,
                                        0,
                                        0))
                        .toList());
        return rows;
    }

    @Override
    public Slice<TemplateRow> templates(TemplatesQuery query) {
        List<TemplateRow> rows = rows();
        return Slice.of(query.descending() ? rows.reversed() : rows, query.paging());
    }

    @Override
    public Optional<TemplateView> template(String id) {
        return rows().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .map(row ->
                        switch (id) {
                            case TEMPLATE -> full(row);
                            case LONG -> lengthy(row);
                            default -> bare(row);
                        });
    }

    private static TemplateView lengthy(TemplateRow row) {
        int findings = TemplateView.FINDINGS_MAX + 7;
        int lines = TemplateView.LINES_MAX + 9;
        return new TemplateView(
                row,
                1,
                "hello@shop.example",
                "Shop",
                List.of(
                        new TemplateView.Text(
                                "html",
                                LiquidText.Part.HTML,
                                "",
                                Optional.empty(),
                                "letter.html.liquid",
                                "{{ nobody }}\n".repeat(lines))),
                List.of(
                        new TemplateView.Variable(
                                "nobody",
                                false,
                                List.of(new Place("html", 1, 4), new Place("html", lines, 4)))),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                IntStream.rangeClosed(1, findings)
                        .mapToObj(number ->
                                new TemplateView.Told(
                                        false,
                                        "found nobody, number %d".formatted(number),
                                        "letter.html.liquid:%d:4".formatted(number),
                                        new Place("html", number, 4),
                                        "  {{ nobody }}\n     ^"))
                        .toList());
    }

    private static TemplateView bare(TemplateRow row) {
        return new TemplateView(
                row,
                1,
                "hello@shop.example",
                "Shop",
                List.of(
                        new TemplateView.Text(
                                "subject",
                                LiquidText.Part.SUBJECT,
                                "",
                                Optional.empty(),
                                "letter.yaml",
                                "Hello")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static TemplateView full(TemplateRow row) {
        String page =
                "<p>Hello {{ user.first_name | default: 'you' }}</p>\n"
                        + "\t<p>{{ offer.cod }}"
                        + SampleReading.CANARY
                        + "</p>\n"
                        + "<p>a long line</p>".repeat(30)
                        + "\n{% block 'greeting', tone: 'warm' %}\n".repeat(40);
        return new TemplateView(
                row,
                3,
                "Thimble & Pine <hello@thimble-and-pine.example>",
                "Thimble & Pine Ltd",
                List.of(
                        new TemplateView.Text(
                                "subject",
                                LiquidText.Part.SUBJECT,
                                "",
                                Optional.empty(),
                                "templates/picks-for-you.yaml",
                                row.subject()),
                        new TemplateView.Text(
                                "html",
                                LiquidText.Part.HTML,
                                "",
                                Optional.empty(),
                                "templates/picks-for-you.html.liquid",
                                page),
                        new TemplateView.Text(
                                "subject-picks-for-you.popular",
                                LiquidText.Part.SUBJECT,
                                "Picks for you",
                                Optional.of("What is popular"),
                                "campaigns/picks-for-you.yaml",
                                "{% assign unused = 1 %}"),
                        new TemplateView.Text(
                                "block-greeting-vip",
                                LiquidText.Part.BODY,
                                "Greeting for the best customers",
                                Optional.empty(),
                                "blocks/greeting-vip.yaml",
                                "<h1>You have an eye for what sells.</h1>\n")),
                List.of(
                        new TemplateView.Variable(
                                "offer.cod", false, List.of(new Place("html", 2, 9))),
                        new TemplateView.Variable(
                                "recommendations[].name",
                                false,
                                List.of(new Place("subject", 1, 4), new Place("html", 4, 1))),
                        new TemplateView.Variable(
                                "user.first_name", true, List.of(new Place("html", 1, 13)))),
                List.of("default", "title_case", "truncate"),
                List.of(
                        new TemplateView.Slot(
                                Optional.of("greeting"),
                                List.of("tone"),
                                new Place("html", 4, 1),
                                List.of(
                                        new TemplateView.Candidate(
                                                "greeting-vip",
                                                "Greeting for the best customers",
                                                "in segment \"vip\""),
                                        new TemplateView.Candidate(
                                                "greeting-everyone",
                                                "Greeting for everyone else",
                                                ""))),
                        new TemplateView.Slot(
                                Optional.empty(), List.of(), new Place("html", 6, 1), List.of())),
                List.of(new Choice("autumn-carriage", "Autumn carriage", 0)),
                List.of(new Choice(SampleReading.CAMPAIGN, "Picks for you", 0)),
                List.of(
                        new TemplateView.Told(
                                true,
                                "found the parameter tone, which the block greeting-vip does not"
                                        + " have, expected none, since there is none",
                                "templates/picks-for-you.html.liquid:4:1",
                                new Place("html", 4, 1),
                                "  {% block 'greeting', tone: 'warm' %}\n  ^"),
                        new TemplateView.Told(
                                false,
                                "found offer.cod: there is no cod, expected one of code, id; did"
                                        + " you mean \"code\"?",
                                "templates/picks-for-you.html.liquid:2:9",
                                new Place("html", 2, 9),
                                "  \t<p>{{ offer.cod }}"
                                        + SampleReading.CANARY
                                        + "</p>\n  \t      ^"),
                        new TemplateView.Told(
                                false,
                                "found the variable unused, which is set and never read, expected a"
                                        + " use of it, or nothing",
                                "campaigns/picks-for-you.yaml:9:14",
                                new Place("subject-picks-for-you.popular", 1, 1),
                                "  {% assign unused = 1 %}\n  ^")));
    }

    @Override
    public Optional<TemplatePreview> preview(String template, Optional<PersonId> person) {
        return template(template)
                .flatMap(_ ->
                        people.stream()
                                .filter(row -> person.map(id -> id.equals(row.id())).orElse(true))
                                .findFirst())
                .map(row ->
                        new TemplatePreview(
                                row,
                                template.equals(TEMPLATE)
                                        ? Optional.of(
                                                new Choice(
                                                        SampleReading.CAMPAIGN, "Picks for you", 0))
                                        : Optional.empty(),
                                template.equals(TEMPLATE)
                                        ? Optional.of(new Choice("popular", "What is popular", 0))
                                        : Optional.empty(),
                                !template.equals(TEMPLATE) || person.isEmpty(),
                                template.equals(SKIPPED),
                                outcome(template, row)));
    }

    private static TemplatePreview.Outcome outcome(String template, PersonRow row) {
        return switch (template) {
            case SKIPPED -> new TemplatePreview.Skipped("fewer than four picks");
            case BROKEN ->
                    new TemplatePreview.Broken(
                            "letter.html:1:4: the block footer is not there\n  <p>{% block"
                                    + " 'footer' %}\n     ^");
            default ->
                    new TemplatePreview.Mail(
                            "Thimble & Pine <hello@thimble-and-pine.example>",
                            row.email().orElse(""),
                            row.email().isPresent(),
                            "Cakestand and more for " + row.called().orElse("you"),
                            "<!DOCTYPE html><html><head><title>Mail</title></head><body><h1>Small"
                                    + " things people stop for.</h1><p><a"
                                    + " href=\"https://shop.example/\">Browse</a></p>"
                                    + SampleReading.CANARY
                                    + "</body></html>",
                            "Small things people stop for.\n\nBrowse (https://shop.example/)\n",
                            Optional.of("Autumn carriage"),
                            List.of("masthead", "greeting-vip", "footer"));
        };
    }
}
