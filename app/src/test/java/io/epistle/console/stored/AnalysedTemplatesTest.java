package io.epistle.console.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.epistle.compose.BlockDefinition;
import io.epistle.compose.BrandDefinition;
import io.epistle.compose.TemplateDefinition;
import io.epistle.console.TemplateView;
import io.epistle.definition.Definitions;
import io.epistle.definition.Kinds;
import io.epistle.definition.Reading;
import io.epistle.definition.Workspace;
import io.epistle.definition.World;
import io.epistle.trigger.CampaignDefinition;
import io.epistle.trigger.LiveDefinitions;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the page of a template knows of the World in force.
final class AnalysedTemplatesTest {
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
            subject: Hello
            html: letter.html
            from: {name: Shop, address: hello@shop.example}
            brand: shop
            ---
            kind: block
            id: footer
            name: Footer
            body: "<p>{{ offer.cod | upcase }}{% if blocks.footer %}{% endif %}</p>"
            """;

    private static TemplateView view(String page, String more) {
        Reading reading =
                Definitions.read(
                        Workspace.of(
                                "shop.yaml",
                                WORKSPACE + more,
                                new TreeMap<>(Map.of("letter.html", page))),
                        KINDS,
                        World.empty(ZoneOffset.UTC));
        assertThat(reading.problems()).isEmpty();
        World world = World.empty(ZoneOffset.UTC).with(reading.documents(), Instant.EPOCH);
        return new AnalysedTemplates(LiveDefinitions.of(world)).view("letter").orElseThrow();
    }

    @Test
    void aBlockPrintedByItsNameIsShownLikeOneOfTheTag() {
        TemplateView byTag = view("{% block 'footer' %}", "");
        TemplateView byName = view("{{ blocks.footer }}", "");

        assertThat(byName.slots())
                .singleElement()
                .satisfies(slot -> {
                    assertThat(slot.name()).contains("footer");
                    assertThat(slot.blocks()).isEqualTo(byTag.slots().getFirst().blocks());
                    assertThat(slot.place()).isEqualTo(new TemplateView.Place("html", 1, 4));
                });
        assertThat(byName.texts()).hasSize(3).last().isEqualTo(byTag.texts().getLast());
        assertThat(byName.filters()).isEqualTo(byTag.filters()).containsExactly("upcase");
        assertThat(byName.findings()).isEqualTo(byTag.findings()).hasSize(2);
        assertThat(byName.variables())
                .extracting(TemplateView.Variable::path)
                .contains("offer.cod");
    }

    @Test
    void theSubjectsThatVariantsBringAreAmongItsTexts() {
        TemplateView view =
                view(
                        "x",
                        """
                        ---
                        kind: campaign
                        id: spring
                        name: Spring letter
                        audience: everyone
                        purpose: marketing_email
                        template: letter
                        variants:
                          - {id: a, weight: 40}
                          - {id: b, name: Bold, weight: 30, subject: 'Hi {{ user.city | upcase }}'}
                          - {id: c, weight: 30, subject: '{{ offer.cod }}{{ blocks.footer }}'}
                        """);

        assertThat(view.texts())
                .extracting(
                        TemplateView.Text::id, TemplateView.Text::owner, TemplateView.Text::variant)
                .containsExactly(
                        tuple("subject", "", Optional.empty()),
                        tuple("html", "", Optional.empty()),
                        tuple("subject-spring.b", "Spring letter", Optional.of("Bold")),
                        tuple("subject-spring.c", "Spring letter", Optional.of("c")),
                        tuple("block-footer", "Footer", Optional.empty()));
        assertThat(view.variables())
                .anySatisfy(variable -> {
                    assertThat(variable.path()).isEqualTo("user.city");
                    assertThat(variable.places())
                            .containsExactly(new TemplateView.Place("subject-spring.b", 1, 7));
                });
        assertThat(view.filters()).contains("upcase");
        assertThat(view.findings())
                .extracting(TemplateView.Told::place)
                .contains(new TemplateView.Place("subject-spring.c", 1, 4));
    }

    @Test
    void aSlotThatIsComputedHasNoName() {
        assertThat(view("{{ blocks[user.slot] }}", "").slots())
                .singleElement()
                .satisfies(slot -> assertThat(slot.name()).isEmpty());
    }
}
