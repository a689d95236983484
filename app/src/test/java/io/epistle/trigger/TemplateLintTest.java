package io.epistle.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.compose.BlockDefinition;
import io.epistle.compose.BrandDefinition;
import io.epistle.compose.Finding.Severity;
import io.epistle.compose.LiquidText;
import io.epistle.compose.TemplateDefinition;
import io.epistle.compose.TemplateFinding;
import io.epistle.definition.Definitions;
import io.epistle.definition.Kinds;
import io.epistle.definition.Problem;
import io.epistle.definition.Reading;
import io.epistle.definition.Workspace;
import io.epistle.definition.World;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is told of the Liquid in a workspace when it is applied, each at its place; and nothing
/// about Liquid that is fine.
final class TemplateLintTest {
    private static final Kinds KINDS =
            Kinds.of(
                    BrandDefinition.PARSER,
                    TemplateDefinition.PARSER,
                    BlockDefinition.PARSER,
                    CampaignDefinition.PARSER);

    private static final String WORKSPACE =
            """
            kind: brand
            id: shop
            name: Shop
            address: [1 Example Yard]
            colours: {ink: '#000000'}
            from-domain: shop.example
            website: https://shop.example/
            currency: GBP
            ---
            kind: template
            id: letter
            name: Letter
            subject: "SUBJECT"
            html: letter.html
            from: {name: Shop, address: hello@shop.example}
            brand: shop
            ---
            kind: block
            id: footer
            name: Footer
            parameters:
              - {name: why, type: text}
              - {name: size, type: number, default: 3}
            body: |
              <p>{{ why }}
              BODY</p>
            ---
            kind: campaign
            id: spring
            name: Spring
            audience: everyone
            purpose: marketing_email
            template: letter
            variants:
              - {id: a, weight: 50}
              - id: b
                weight: 50
                subject: "VARIANT"
            """;

    /// A workspace with these texts; no text says something wrong.
    private static World world(String subject, String page, String body, String variant) {
        Reading reading =
                Definitions.read(
                        Workspace.of(
                                "shop.yaml",
                                WORKSPACE
                                        .replace("SUBJECT", subject)
                                        .replace("BODY", body)
                                        .replace("VARIANT", variant),
                                new TreeMap<>(Map.of("letter.html", page))),
                        KINDS,
                        World.empty(ZoneOffset.UTC));
        assertThat(reading.problems()).isEmpty();
        return World.empty(ZoneOffset.UTC).with(reading.documents(), Instant.EPOCH);
    }

    private static List<String> told(String subject, String page, String body, String variant) {
        return WorldChecks.findings(world(subject, page, body, variant)).stream()
                .map(TemplateFinding::problem)
                .map(Problem::toString)
                .toList();
    }

    private static List<String> told(String page) {
        return told("Hello", page, "{{ size }}", "Hi");
    }

    @Test
    void aNameThatNoMessageHasIsToldWhereItStands() {
        assertThat(
                        told(
                                "For {{ usr.first_name }}",
                                "<p>\n  {{ offer.cod }}</p>",
                                "{{ size }}{{ subject }}",
                                "{{ brand.nam }}"))
                .containsExactly(
                        "letter.html:2:6: found offer.cod: there is no cod, expected one of code,"
                                + " id, name, text, valid_from, valid_until; did you mean"
                                + " \"code\"?",
                        "shop.yaml:13:18: found usr.first_name: there is no usr, expected one of"
                                + " blocks, brand, campaign, event, links, offer, profile,"
                                + " recommendations, segments, user; did you mean \"user\"?",
                        "shop.yaml:26:16: found subject: there is no subject, expected one of"
                                + " brand, campaign, event, links, offer, profile,"
                                + " recommendations, segments, size, user, why",
                        "shop.yaml:38:18: found brand.nam: there is no nam, expected one of"
                                + " address, colours, currency, id, logo, name, tagline, website;"
                                + " did you mean \"name\"?");
    }

    @Test
    void theLineIsShownWithAMarkBelowThePlace() {
        TemplateFinding finding =
                WorldChecks.findings(world("Hi", "<p>\n  {{ offer.cod }}</p>", "{{ size }}", "Hi"))
                        .getFirst();

        assertThat(finding.pointed()).isEqualTo("    {{ offer.cod }}</p>\n       ^");
        assertThat(finding.text().part()).isEqualTo(LiquidText.Part.HTML);
        assertThat(finding.line()).isEqualTo(2);
        assertThat(finding.column()).isEqualTo(6);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void aNameThatIsForeseenToBeAbsentIsToldTooIfNoMessageHasIt() {
        assertThat(told("{% if offer.cod %}x{% endif %}{{ brand.colours.inc | default: '#fff' }}"))
                .hasSize(2);
    }

    @Test
    void whatDependsOnPeopleOrWasSetOnSomeWayIsNotTold() {
        assertThat(
                        told(
                                "{{ user.frist_name }}{{ event.anything.deep }}{{ user.a.b[0] }}{%"
                                    + " if user.x %}{% assign shown = 1 %}{% endif %}{{ shown }}{%"
                                    + " for each in user.basket %}{{ each.price }}{{ forloop.last"
                                    + " }}{% endfor %}{{ recommendations.first.name }}{{"
                                    + " recommendations.size }}{{ segments[0] }}{{ subject }}{{"
                                    + " preheader }}{{ blocks.footer }}{{ profile.email }}{% assign"
                                    + " brand = user.brand %}{{ 3 | money }}"))
                .isEmpty();
    }

    @Test
    void partsThatNeverRunAndWhatIsSetForNothingAreTold() {
        assertThat(
                        told(
                                "{% if false %}a{% endif %}{% case user.x %}{% when 1 %}{% when 1"
                                        + " %}{% endcase %}{% assign unused = 1 %}"))
                .containsExactly(
                        "letter.html:1:1: found a part that never runs (its condition never holds),"
                                + " expected a part that can, or none",
                        "letter.html:1:56: found 1 a second time in one case, after line 1,"
                                + " expected each value once: both parts print",
                        "letter.html:1:81: found the variable unused, which is set and never read,"
                                + " expected a use of it, or nothing");
    }

    @Test
    void whatTheReaderWarnsOfIsTold() {
        assertThat(told("{% case user.x %}{% when 1 2 %}{% endcase %}"))
                .singleElement()
                .asString()
                .startsWith(
                        "letter.html:1:28: found Liquid that runs otherwise than it looks (the");
    }

    @Test
    void aParameterThatItsBlockNeverUsesIsToldInTheDefinition() {
        assertThat(told("Hello", "x", "", "Hi"))
                .containsExactly(
                        "shop.yaml:23:12: found the parameter size, which the block never uses,"
                                + " expected {{ size }} in its page, or no such parameter");
    }

    @Test
    void blocksAndTemplatesThatDoNotExistRefuseTheWorkspace() {
        World world =
                world(
                        "Hello",
                        """
                        {% block 'foter' %}
                        {% block 'footer', wy: 'x' %}
                        {% block 'footer', size: 'x', why: nil %}
                        {% block user.slot, any: 1 %}
                        {% render 'card' %}
                        """,
                        "{{ size }}",
                        "Hi");

        assertThat(WorldChecks.problems(world))
                .extracting(Problem::toString)
                .containsExactly(
                        "letter.html:1:1: found a block for the slot foter, which none stands in,"
                                + " expected one of footer; did you mean \"footer\"?",
                        "letter.html:2:1: found the parameter wy, which the block footer does not"
                                + " have, expected one of size, why; did you mean \"why\"?",
                        "letter.html:3:1: found another kind of value for the parameter size of the"
                                + " block footer, expected a number",
                        "letter.html:5:1: found another template, card, which messages do not"
                                + " have, expected a block, such as {% block 'footer' %}");
        assertThat(WorldChecks.problems(world).getFirst().display())
                .endsWith("\n  {% block 'foter' %}\n  ^");
        assertThat(WorldChecks.findings(world))
                .extracting(TemplateFinding::severity)
                .containsOnly(Severity.ERROR);
    }

    @Test
    void aSlotThatIsNoTextOrAnEmptyOneRefusesTheWorkspace() {
        List<String> wrong = List.of("5", "nil", "true", "''", "1.5");

        for (String slot : wrong) {
            assertThat(
                            WorldChecks.problems(
                                    world("Hello", "{% block " + slot + " %}", "{{ size }}", "Hi")))
                    .as(slot)
                    .extracting(Problem::toString)
                    .containsExactly(
                            "letter.html:1:1: found a block without the name of a slot, expected"
                                    + " one in quotes, such as {% block 'footer' %}");
        }
        assertThat(told("{% block user.slot %}{% assign a = 'footer' %}{% block a %}")).isEmpty();
    }

    @Test
    void liquidThatCannotBeReadIsToldInItsFileByPlaceWithTheLine() {
        String page = "<p>\n{{ 'x' | upcase: 1 }}  {{ 'y' | upcase: 2 }}</p>";

        List<Problem> problems =
                Definitions.read(
                                Workspace.of(
                                        "shop.yaml",
                                        WORKSPACE.replace("SUBJECT", "{{ 'z' | upcase: 3 }}"),
                                        new TreeMap<>(Map.of("letter.html", page))),
                                KINDS,
                                World.empty(ZoneOffset.UTC))
                        .problems();

        assertThat(problems)
                .extracting(problem -> "%s:%s".formatted(problem.file(), problem.mark().line()))
                .containsExactly("letter.html:2", "letter.html:2", "shop.yaml:13");
        assertThat(problems)
                .extracting(problem -> problem.mark().column())
                .containsExactly(10, 33, 20);
        assertThat(problems)
                .allSatisfy(problem ->
                        assertThat(problem.found()).startsWith("Liquid that cannot be read ("));
        assertThat(problems.getFirst().display())
                .endsWith("\n  {{ 'x' | upcase: 1 }}  {{ 'y' | upcase: 2 }}</p>\n           ^");
    }

    @Test
    void whatIsFoundInAPlainTextIsToldInItsFile() {
        for (String file : List.of("a.txt", "z.txt", "letter.html")) {
            Reading reading =
                    Definitions.read(
                            Workspace.of(
                                    "shop.yaml",
                                    WORKSPACE
                                            .replace("SUBJECT", "Hello")
                                            .replace("BODY", "{{ size }}")
                                            .replace("VARIANT", "Hi")
                                            .replace(
                                                    "html: letter.html",
                                                    "html: letter.html\ntext: " + file),
                                    new TreeMap<>(
                                            Map.of(
                                                    "letter.html",
                                                    "{{ offer.cod }}",
                                                    "a.txt",
                                                    "{{ offer.cod }}",
                                                    "z.txt",
                                                    "{{ offer.cod }}"))),
                            KINDS,
                            World.empty(ZoneOffset.UTC));
            World world = World.empty(ZoneOffset.UTC).with(reading.documents(), Instant.EPOCH);

            assertThat(WorldChecks.findings(world))
                    .filteredOn(finding -> finding.text().part() == LiquidText.Part.TEXT)
                    .singleElement()
                    .extracting(finding -> finding.problem().file())
                    .isEqualTo(file);
        }
    }

    @Test
    void aSlotIsRefusedByNameAsByTag() {
        assertThat(WorldChecks.problems(world("Hello", "{{ blocks.fotter }}", "{{ size }}", "Hi")))
                .extracting(Problem::toString)
                .containsExactly(
                        "letter.html:1:4: found a block for the slot fotter, which none stands in,"
                                + " expected one of footer; did you mean \"footer\"?");
        assertThat(told("{{ blocks.footer }}{{ blocks[user.slot] }}{{ blocks.size }}")).isEmpty();
    }

    @Test
    void aSlotThatIsForeseenToBeAbsentIsOnlyWarnedOf() {
        World world =
                world(
                        "Hello",
                        "{% if blocks.fotter %}x{% endif %}{{ blocks.foter | default: 'x' }}",
                        "{{ size }}",
                        "Hi");

        assertThat(WorldChecks.findings(world)).hasSize(2);
        assertThat(WorldChecks.problems(world)).isEmpty();
    }

    @Test
    void warningsDoNotKeepAWorkspaceFromBeingPublished() {
        World world = world("{{ nobody }}", "{{ nothing }}", "", "{{ none }}");

        assertThat(WorldChecks.findings(world)).hasSize(4);
        assertThat(WorldChecks.problems(world)).isEmpty();
    }

    @Test
    void theExamplesHaveNoFindings() {
        assertThat(WorldChecks.findings(GiftShop.world(GiftShop.people(1, 20)))).isEmpty();
    }

    @Test
    void noLineOfLiquidInTheDocumentsHasAFinding() throws IOException {
        Path root = Path.of(System.getProperty("epistle.root", ".."));
        Pattern liquid = Pattern.compile("`([^`]*(\\{\\{|\\{%)[^`]*)`");
        int checked = 0;
        for (String document : List.of("README.md", "docs/reference/templates.md")) {
            Matcher shown = liquid.matcher(Files.readString(root.resolve(document)));
            while (shown.find()) {
                String end = shown.group(1).contains("{% if") ? "{% endif %}" : "";
                String page =
                        "{% for item in recommendations %}"
                                + shown.group(1).replace(" 'greeting', tone: 'warm'", " 'footer'")
                                + end
                                + "{% endfor %}";
                assertThat(told(page)).as(page).isEmpty();
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(8);
    }
}
