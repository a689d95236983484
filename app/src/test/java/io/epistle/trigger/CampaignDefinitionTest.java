package io.epistle.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.compose.BlockDefinition;
import io.epistle.compose.BrandDefinition;
import io.epistle.compose.OfferDefinition;
import io.epistle.compose.TemplateDefinition;
import io.epistle.definition.Definitions;
import io.epistle.definition.Kinds;
import io.epistle.definition.Problem;
import io.epistle.definition.Reading;
import io.epistle.definition.Workspace;
import io.epistle.definition.World;
import io.epistle.segment.LifecycleDefinition;
import io.epistle.segment.SegmentDefinition;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// Campaigns and what they are made of as documents: what is wrong is told at its place.
final class CampaignDefinitionTest {
    private static final Kinds KINDS =
            Kinds.of(
                    SegmentDefinition.PARSER,
                    LifecycleDefinition.PARSER,
                    BrandDefinition.PARSER,
                    TemplateDefinition.PARSER,
                    BlockDefinition.PARSER,
                    OfferDefinition.PARSER,
                    CampaignDefinition.PARSER);
    private static final World EMPTY = World.empty(ZoneOffset.UTC);

    private static final String REST =
            """
            kind: brand
            id: shop
            name: Shop
            address: [1 Example Yard]
            from-domain: shop.example
            website: https://shop.example/
            currency: GBP
            ---
            kind: template
            id: letter
            name: Letter
            subject: "Hello {{ user.first_name }}"
            html: letter.html
            from: {name: Shop, address: hello@shop.example}
            brand: shop
            ---
            kind: segment
            id: vip
            name: VIP
            rule: everyone
            ---
            """;
    private static final int REST_LINES = (int) REST.lines().count();

    @Test
    void aCampaignIsReadWithEverythingItSays() {
        World world =
                world(
                        """
                        kind: campaign
                        id: spring
                        name: Spring
                        audience: did "Order Completed"
                        exclusion: vip
                        purpose: marketing_email
                        template: letter
                        from: {name: Ada, address: ada@shop.example}
                        experiment: spring-recommender
                        holdout-percent: 5
                        recommender: popularity
                        variants:
                          - {id: a, weight: 70, recommender: item_knn, subject: "Hi {{ user.first_name }}"}
                          - {id: b, name: Bee, weight: 30}
                        cap: at most 2 messages within 1 week
                        quiet-hours: 21:00 to 08:00
                        throttle: 200 per second
                        """);

        CampaignDefinition campaign =
                Objects.requireNonNull(
                        Definitions.all(world, CampaignDefinition.PARSER).get("spring"));

        assertThat(campaign.audience().text()).isEqualTo("did \"Order Completed\"");
        assertThat(campaign.exclusion().orElseThrow().text()).isEqualTo("in segment \"vip\"");
        assertThat(campaign.from().orElseThrow().name()).isEqualTo("Ada");
        assertThat(campaign.variants())
                .extracting(CampaignVariant::id, CampaignVariant::name, CampaignVariant::weight)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", "a", 70),
                        org.assertj.core.groups.Tuple.tuple("b", "Bee", 30));
        assertThat(campaign.variants())
                .extracting(CampaignVariant::recommender)
                .containsExactly("item_knn", "popularity");
        assertThat(campaign.variants().getFirst().subject()).contains("Hi {{ user.first_name }}");
        assertThat(campaign.experiment()).isEqualTo("spring-recommender");
        assertThat(campaign.holdoutPercent()).isEqualTo(5);
        assertThat(campaign.cap()).contains(new FrequencyCap(2, Duration.ofDays(7)));
        assertThat(campaign.quietHours())
                .contains(new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0)));
        assertThat(campaign.throttle()).contains(new Throttle(200, Duration.ofSeconds(1)));
        assertThat(campaign.messageKind()).isEqualTo(GuardInput.Kind.MARKETING);
        assertThat(WorldChecks.problems(world)).isEmpty();
    }

    @Test
    void aCampaignThatSaysLittleHasOneVariantAndNoLimits() {
        CampaignDefinition campaign =
                Objects.requireNonNull(
                        Definitions.all(world(campaign("audience: vip")), CampaignDefinition.PARSER)
                                .get("spring"));

        assertThat(campaign.variants())
                .containsExactly(
                        new CampaignVariant("", "", 100, "item_knn", java.util.Optional.empty()));
        assertThat(campaign.experiment()).isEqualTo("spring");
        assertThat(campaign.exclusion()).isEmpty();
        assertThat(campaign.cap()).isEmpty();
    }

    @Test
    void everyoneIsARuleAndNotASegment() {
        assertThat(problems(campaign("audience: everyone"))).isEmpty();
    }

    @Test
    void anUnknownSegmentOrTemplateIsToldAtItsPlaceWithTheNearestOne() {
        assertThat(problems(campaign("audience: vipp")))
                .containsExactly(
                        "shop.yaml:%d:11: found the unknown segment \"vipp\", expected a segment that is defined; did you mean \"vip\"?"
                                .formatted(REST_LINES + 6));
        assertThat(problems(campaign("audience: everyone").replace(": letter", ": leter")))
                .containsExactly(
                        "shop.yaml:%d:11: found the unknown template \"leter\", expected a template that is defined; did you mean \"letter\"?"
                                .formatted(REST_LINES + 5));
    }

    @Test
    void weightsMustSumToAHundredAndIdsDiffer() {
        String variants =
                """
                audience: everyone
                variants:
                  - {id: a, weight: 50}
                  - {id: a, weight: 40}
                """;

        assertThat(problems(campaign(variants)))
                .containsExactly(
                        "shop.yaml:%d:3: found the variant a twice, expected each id once"
                                .formatted(REST_LINES + 8),
                        "shop.yaml:%d:3: found weights that sum to 90, expected weights that sum to 100"
                                .formatted(REST_LINES + 8));
    }

    @Test
    void aTriggerOfAnotherFormIsToldInOneSentence() {
        assertThat(problems(campaign("trigger: joins vip\nagain: 7 days")))
                .singleElement()
                .asString()
                .contains(
                        "found \"joins vip\" in \"trigger\", expected a move such as enters"
                                + " abandoned-carts or leaves vip");
    }

    @Test
    void limitsAndRecommendersOfAnotherFormAreToldWithAnExample() {
        assertThat(problems(campaign("audience: everyone\ncap: twice a week")))
                .singleElement()
                .asString()
                .contains(
                        "found \"twice a week\" in \"cap\", expected a cap such as at most 2"
                                + " messages within 7 days");
        assertThat(problems(campaign("audience: everyone\nthrottle: fast")))
                .singleElement()
                .asString()
                .contains("expected a rate such as 200 per second");
        assertThat(problems(campaign("audience: everyone\nquiet-hours: 8 to 8")))
                .singleElement()
                .asString()
                .contains("expected two different times such as 21:00 to 08:00");
        assertThat(problems(campaign("audience: everyone\nrecommender: item-knn")))
                .singleElement()
                .asString()
                .contains("did you mean \"item_knn\"?");
        assertThat(problems(campaign("audiense: everyone")))
                .anySatisfy(problem -> assertThat(problem).contains("did you mean \"audience\"?"));
    }

    @Test
    void liquidThatCannotBeReadIsToldAtItsPlace() {
        assertThat(problems(campaign("audience: everyone"), "<p>\n{% iff x %}</p>"))
                .singleElement()
                .asString()
                .startsWith("letter.html:2:1: found Liquid that cannot be read (")
                .contains("did you mean if?");
        assertThat(
                        problems(
                                """
                                kind: block
                                id: hello
                                name: Hello
                                body: |
                                  <p>
                                  {{ user.first_name | titel_case }}
                                """))
                .singleElement()
                .asString()
                .startsWith("shop.yaml:%d:".formatted(REST_LINES + 6));
    }

    @Test
    void theRulesOfBlocksOffersAndCampaignsAreCheckedOnceAllIsKnown() {
        World world =
                world(
                        """
                        kind: block
                        id: one
                        name: One
                        slot: hello
                        fallback: true
                        body: x
                        ---
                        kind: block
                        id: two
                        name: Two
                        slot: hello
                        fallback: true
                        body: x
                        ---
                        kind: block
                        id: three
                        name: Three
                        when: lifecycle is "gone"
                        body: x
                        ---
                        kind: offer
                        id: sale
                        name: Sale
                        text: Ten percent
                        when: lifecycle is "gone"
                        ---
                        """
                                + campaign("audience: lifecycle is \"gone\""));

        List<String> problems =
                WorldChecks.problems(world).stream().map(Problem::toString).toList();

        assertThat(problems).hasSize(4);
        assertThat(problems.get(0))
                .isEqualTo(
                        "shop.yaml:%d:1: found a second fallback for the slot hello, expected one; the other is one"
                                .formatted(REST_LINES + 8));
        assertThat(problems.get(1)).startsWith("shop.yaml:%d:7: ".formatted(REST_LINES + 18));
        assertThat(problems.get(2)).startsWith("shop.yaml:%d:7: ".formatted(REST_LINES + 25));
        assertThat(problems.get(3)).startsWith("shop.yaml:%d:11: ".formatted(REST_LINES + 32));
    }

    @Test
    void offersAndBlocksThatContradictThemselvesAreRefused() {
        assertThat(
                        problems(
                                """
                                kind: offer
                                id: sale
                                name: Sale
                                text: Ten percent
                                from: 2011-10-01T00:00:00Z
                                to: 2011-09-01T00:00:00Z
                                """))
                .singleElement()
                .asString()
                .contains("expected the end after the start");
        assertThat(
                        problems(
                                """
                                kind: block
                                id: hello
                                name: Hello
                                when: everyone
                                fallback: true
                                body: x
                                """))
                .singleElement()
                .asString()
                .contains("expected one of them");
        assertThat(
                        problems(
                                """
                                kind: block
                                id: hello
                                name: Hello
                                parameters:
                                  - {name: ink, type: colour, default: green}
                                body: x
                                """))
                .singleElement()
                .asString()
                .contains("expected a colour such as '#1f4d3d'");
    }

    private static String campaign(String more) {
        return "kind: campaign\n"
                + "id: spring\n"
                + "name: Spring\n"
                + "purpose: marketing_email\n"
                + "template: letter\n"
                + more
                + "\n";
    }

    private static List<String> problems(String more) {
        return problems(more, "<p>x</p>");
    }

    private static List<String> problems(String more, String page) {
        return read(more, page).problems().stream().map(Problem::toString).toList();
    }

    private static World world(String more) {
        Reading reading = read(more, "<p>x</p>");
        assertThat(reading.problems()).isEmpty();
        return EMPTY.with(reading.documents(), Instant.EPOCH);
    }

    private static Reading read(String more, String page) {
        TreeMap<String, String> files = new TreeMap<>();
        files.put("letter.html", page);
        return Definitions.read(Workspace.of("shop.yaml", REST + more, files), KINDS, EMPTY);
    }
}
