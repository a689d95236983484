package io.epistle.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Value;
import io.epistle.profile.OrderFacts;
import io.epistle.segment.WrittenRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Composing: the contract of data, blocks and offers by rule, and that equal inputs give equal
/// bytes.
final class ComposerTest {

    @Test
    void equalInputsGiveEqualBytes() {
        String html = "<p>{{ user.first_name }}, {{ 'now' | date: '%d %B %Y' }}</p>";
        Struct traits = Struct.of("first_name", Value.of("Ada"));

        byte[] once = bytes(Letters.composer(html), Letters.input(traits));
        byte[] again = bytes(Letters.composer(html), Letters.input(traits));

        assertThat(once).isEqualTo(again);
        assertThat(new String(once, java.nio.charset.StandardCharsets.UTF_8))
                .contains("30 September 2011");
    }

    @Test
    void manyThreadsShareOneComposerWithoutMixingPeople() throws Exception {
        Composer composer =
                Letters.composer(
                        "{% assign mine = user.first_name %}{% for pick in recommendations %}"
                                + "{{ pick.name }} for {{ mine }};{% endfor %}");
        List<Callable<String>> letters = new ArrayList<>();
        for (int number = 0; number < 4_000; number++) {
            String name = "n" + number;
            ComposeInput input =
                    Letters.input(
                            Letters.person(Struct.of("first_name", Value.of(name))),
                            name + "@example.com",
                            Letters.picks("Bell of " + name));
            letters.add(() -> Letters.message(composer.compose(input)).content().html());
        }

        List<String> pages = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<String> page : threads.invokeAll(letters)) {
                pages.add(page.get());
            }
        }

        for (int number = 0; number < pages.size(); number++) {
            assertThat(pages.get(number)).isEqualTo("Bell of n%1$d for n%1$d;\n".formatted(number));
        }
    }

    @Test
    void whatAProfileSaysIsEscapedInThePageAndStaysOneLineInTheSubject() {
        Struct traits = Struct.of("first_name", Value.of("<b>Ada</b>\r\nBcc: x@example.com & co"));

        Message message =
                Letters.message(
                        Letters.composer("<p>{{ user.first_name }}</p>")
                                .compose(Letters.input(traits)));

        assertThat(message.content().html())
                .contains("&lt;b&gt;Ada&lt;/b&gt;")
                .contains("&amp; co")
                .doesNotContain("<b>");
        assertThat(message.subject()).isEqualTo("For <b>Ada</b> Bcc: x@example.com & co");
    }

    @Test
    void productNamesAreEscaped() {
        ComposeInput input =
                Letters.input(
                        Letters.person(Struct.empty()),
                        "ada@example.com",
                        Letters.picks("<script>\"S\" & 'M'"));

        String page =
                Letters.message(
                                Letters.composer(
                                                "{% for item in recommendations %}<a href=\"{{"
                                                    + " item.url }}\">{{ item.name }}</a>{{"
                                                    + " item.price | money }} {{ item.reason }}{%"
                                                    + " endfor %}")
                                        .compose(input))
                        .content()
                        .html();

        assertThat(page)
                .contains("&lt;script&gt;&quot;S&quot; &amp; &#39;M&#39;</a>")
                .contains("href=\"https://shop.example/p/P0?a=1&amp;b=2\"")
                .contains("£2.50 Because you bought Twine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            textBlock =
                    """
                    {{ profile.first_name }}                                     => Ada
                    {{ user.address.city }}                                      => London
                    {{ user.email }}                                             => ada@example.com
                    {{ user.order_count }} {{ user.total_spent | money }}        => 2 £31.25
                    {% if user.purchase_history.size > 0 %}yes{% endif %}        => yes
                    {{ user.purchase_history[1].products[0].name }}              => Bell
                    {{ user.purchase_history.first.at | date: '%Y-%m-%d' }}      => 2011-08-01
                    {{ user.basket.size }} {{ user.basket[0].quantity }} {{ user.basket[0].name }} => 1 2 Twine
                    {% if segments contains 'vip' %}very{% endif %}              => very
                    {{ campaign.id }} {{ campaign.name }} {{ campaign.variant }} => spring Spring letter a
                    {{ brand.name }} {{ brand.address | join: ', ' }}           => Shop &amp; Sons Ltd 1 Example Yard, London
                    {{ brand.colours.primary }} {{ brand.currency }}             => #112233 GBP
                    {{ links.preferences }}                                      => https://shop.example/e/p?t=
                    {{ subject }}                                                => For Ada
                    {{ user.nothing.of.the.kind }}{{ offer.code }}{{ event.name }}- => -
                    """)
    void theDataContractHolds(String written, String printed) {
        Struct traits =
                Struct.builder()
                        .put("first_name", "Ada")
                        .put("address", Struct.of("city", Value.of("London")))
                        .build();
        List<Fact> facts = new ArrayList<>(Letters.person(traits).timeline().facts());
        facts.add(OrderFacts.order(2, Instant.parse("2011-08-01T10:00:00Z"), "30.00"));
        facts.add(
                OrderFacts.order(
                        3,
                        Instant.parse("2011-09-01T10:00:00Z"),
                        List.of(OrderFacts.line("B", "Bell", "1.25", 1))));
        Struct twine = OrderFacts.line("T", "Twine", "2.50", 1);
        for (int sequence = 4; sequence < 6; sequence++) {
            facts.add(
                    OrderFacts.fact(
                            sequence,
                            "Product Added",
                            Instant.parse("2011-09-0%dT10:00:00Z".formatted(sequence)),
                            twine));
        }
        ComposeInput input = Letters.input(Letters.person(1, facts), "ada@example.com", List.of());

        String page =
                Letters.message(Letters.composer(written + " ").compose(input))
                        .content()
                        .html()
                        .strip();

        assertThat(page.replaceAll("t=[0-9a-f]+", "t=")).isEqualTo(printed);
    }

    @Test
    void anAttributeWithoutAgreementIsAbsent() {
        Struct traits =
                Struct.builder()
                        .put("first_name", "Ada")
                        .put(
                                "address",
                                Struct.builder().put("city", "Bath").put("street", "X").build())
                        .build();
        ComposeInput agreed = Letters.input(traits);
        ComposeInput refused =
                withPurposes(
                        agreed,
                        attribute ->
                                !List.of("first_name", "address.street", "purchase_history")
                                        .contains(attribute));
        Composer composer =
                Letters.composer(
                        "{{ user.first_name | default: 'friend' }},{{ user.address.city }},"
                                + "{{ user.address.street | default: '-' }},"
                                + "{% if user.purchase_history %}bought{% else %}-{% endif %}");

        String withAll = Letters.message(composer.compose(agreed)).content().html();
        Message without = Letters.message(composer.compose(refused));

        assertThat(withAll).isEqualTo("Ada,Bath,X,bought\n");
        assertThat(without.content().html()).isEqualTo("friend,Bath,-,-\n");
        assertThat(without.subject()).isEqualTo("For you");
    }

    @Test
    void ofSeveralBlocksTheFirstWhoseRuleHoldsIsPrinted() {
        List<BlockDefinition> blocks =
                List.of(
                        block("everyone", Optional.empty(), 1, true, "Hello"),
                        block("late", Optional.of("vip"), 3, false, "Too late"),
                        block("best", Optional.of("vip"), 2, false, "Dear {{ user.in }}"),
                        block("lapsed", Optional.of("lapsed"), 1, false, "Long time"));
        Composer composer = Letters.composer("<p>{% block 'greeting' %}</p>", blocks, List.of());

        Composition vip = composer.compose(Letters.input(Struct.of("in", Value.of("vip"))));
        Composition lapsed = composer.compose(Letters.input(Struct.of("in", Value.of("lapsed"))));
        Composition other = composer.compose(Letters.input(Struct.empty()));

        assertThat(Letters.message(vip).content().html()).isEqualTo("<p>Dear vip</p>\n");
        assertThat(Letters.message(lapsed).content().html()).isEqualTo("<p>Long time</p>\n");
        assertThat(Letters.message(other).content().html()).isEqualTo("<p>Hello</p>\n");
        assertThat(vip)
                .isInstanceOfSatisfying(
                        Composition.Composed.class,
                        composed -> assertThat(composed.blocks()).containsExactly("best"));
    }

    @Test
    void aSlotWithoutAnyBlockThatHoldsLeavesNoHole() {
        Composer composer =
                Letters.composer(
                        "<p>{% block 'greeting' %}{{ blocks.greeting }}</p>",
                        List.of(block("best", Optional.of("vip"), 1, false, "Dear")), List.of());

        Composition other = composer.compose(Letters.input(Struct.empty()));

        assertThat(Letters.message(other).content().html()).isEqualTo("<p></p>\n");
    }

    @Test
    void aBlockTakesParametersOfItsTypesAndRefusesOthers() {
        BlockDefinition block =
                new BlockDefinition(
                        "greeting",
                        "Greeting",
                        "greeting",
                        List.of(
                                new BlockParameter(
                                        "tone",
                                        BlockParameter.Type.TEXT,
                                        io.epistle.liquid.value.Value.of("warm")),
                                new BlockParameter(
                                        "times",
                                        BlockParameter.Type.NUMBER,
                                        io.epistle.liquid.value.Value.of(1))),
                        Optional.empty(),
                        1,
                        false,
                        "{{ tone }}{{ times | plus: 1 }}");

        assertThat(pageOf("{% block 'greeting', tone: user.in, times: 4 %}", block))
                .isEqualTo("&lt;cool&gt;5\n");
        assertThat(pageOf("{% block 'greeting' %}", block)).isEqualTo("warm2\n");
        assertThat(brokenOf("{% block 'greeting', times: 'x' %}", block))
                .contains("the parameter times of the block greeting takes a number");
        assertThat(brokenOf("{% block 'greeting', mood: 'x' %}", block))
                .contains("the block greeting has no parameter 'mood'");
        assertThat(brokenOf("{% block 'greting' %}", block))
                .contains("found no block for the slot 'greting', expected one of greeting");
    }

    @Test
    void anOfferThatDoesNotHoldFallsBackToTheNextAndNoneLeavesNoHole() {
        Instant now = Letters.NOW;
        List<OfferDefinition> offers =
                List.of(
                        offer("over", 1, Optional.empty(), Optional.of(now), Optional.empty()),
                        offer(
                                "to-come",
                                2,
                                Optional.of(now.plusMillis(1)),
                                Optional.empty(),
                                Optional.empty()),
                        offer("for-vip", 3, Optional.of(now), Optional.empty(), Optional.of("vip")),
                        offer(
                                "for-lapsed",
                                4,
                                Optional.empty(),
                                Optional.of(now.plus(Duration.ofDays(1))),
                                Optional.of("lapsed")));
        Composer composer =
                Letters.composer(
                        "<p>{% if offer %}{{ offer.id }} until {{ offer.valid_until | date: '%d %b"
                                + " %H:%M' }}{% endif %}</p>",
                        List.of(), offers);

        Composition vip = composer.compose(Letters.input(Struct.of("in", Value.of("vip"))));
        Composition lapsed = composer.compose(Letters.input(Struct.of("in", Value.of("lapsed"))));
        Composition other = composer.compose(Letters.input(Struct.empty()));

        assertThat(Letters.message(vip).content().html()).isEqualTo("<p>for-vip until </p>\n");
        assertThat(Letters.message(lapsed).content().html())
                .isEqualTo("<p>for-lapsed until 01 Oct 09:59</p>\n");
        assertThat(Letters.message(other).content().html()).isEqualTo("<p></p>\n");
        assertThat(((Composition.Composed) lapsed).offer().map(OfferDefinition::id))
                .contains("for-lapsed");
        assertThat(((Composition.Composed) other).offer()).isEmpty();
    }

    @Test
    void abortMessageSkipsThePersonWithItsReason() {
        Composer composer =
                Letters.composer(
                        "{% if recommendations.size < 4 %}{% abort_message 'fewer than four picks'"
                                + " %}{% endif %}x");

        Composition composition = composer.compose(Letters.input(Struct.empty()));

        assertThat(composition).isEqualTo(new Composition.Aborted("fewer than four picks"));
    }

    @Test
    void aFaultOfTheTemplateBreaksTheMessageWithItsPlaceAndWithoutPersonalData() {
        Composer composer = Letters.composer("<p>\n{{ user.first_name | money }}</p>");

        Composition composition =
                composer.compose(Letters.input(Struct.of("first_name", Value.of("Ada"))));

        assertThat(composition)
                .isInstanceOfSatisfying(
                        Composition.Broken.class,
                        broken ->
                                assertThat(broken.reason())
                                        .contains("letter.html:2:")
                                        .contains("expected a number")
                                        .doesNotContain("Ada"));
    }

    @Test
    void linksToElsewhereAreWrappedAndOursAreNot() {
        ComposeInput plain = Letters.input(Struct.empty());
        MessageLinks tracked =
                new MessageLinks(
                        plain.links().unsubscribe(),
                        plain.links().preferences(),
                        (link, target) ->
                                "https://shop.example/e/c?to=" + target.length() + "&x=" + link,
                        Optional.empty());
        Composer composer =
                Letters.composer(
                        "<a class=\"b\" href=\"{{ brand.website }}?q=1&amp;r=2\">shop</a>"
                                + "<a href=\"{{ links.unsubscribe }}\">leave</a>"
                                + "<a href=\"{{ links.preferences }}\">choose</a>"
                                + "<a href=\"mailto:hello@shop.example\">write</a>"
                                + "<img src=\"https://shop.example/logo.png\" alt=\"\">");

        String page = Letters.message(composer.compose(withLinks(plain, tracked))).content().html();

        assertThat(page)
                .contains("<a class=\"b\" href=\"https://shop.example/e/c?to=29&amp;x=0\">shop")
                .contains("<a href=\"https://shop.example/e/u?t=")
                .contains("<a href=\"https://shop.example/e/p?t=")
                .contains("<a href=\"mailto:hello@shop.example\">")
                .contains("src=\"https://shop.example/logo.png\"");
        assertThat(page.split("e/c\\?", -1)).hasSize(2);
    }

    @Test
    void aVariantsSubjectAndSenderTakeThePlaceOfTheTemplates() {
        ComposeInput plain = Letters.input(Struct.of("first_name", Value.of("Ada")));
        ComposeInput changed =
                new ComposeInput(
                        plain.sendId(),
                        plain.template(),
                        plain.now(),
                        plain.zone(),
                        plain.person(),
                        plain.to(),
                        plain.purposes(),
                        plain.segments(),
                        plain.picks(),
                        plain.catalogue(),
                        plain.campaign(),
                        Optional.of(NamedAddress.of("Other", "other@shop.example")),
                        Optional.of(Subject.parse("spring b", "Look, {{ user.first_name }}")),
                        plain.links(),
                        plain.event());

        Message message = Letters.message(Letters.composer("<p>x</p>").compose(changed));

        assertThat(message.subject()).isEqualTo("Look, Ada");
        assertThat(message.from()).isEqualTo(NamedAddress.of("Other", "other@shop.example"));
        assertThat(message.mailing())
                .isInstanceOfSatisfying(
                        Mailing.Bulk.class,
                        bulk -> {
                            assertThat(bulk.listId().id()).isEqualTo("spring.shop.example");
                            assertThat(bulk.feedbackId())
                                    .hasToString("spring:shop:campaign:epistle");
                        });
    }

    @Test
    void anUnknownTemplateOrBrandIsTheCallersMistake() {
        ComposeInput input = Letters.input(Struct.empty());
        ComposeDefinitions withoutBrand =
                new ComposeDefinitions(
                        List.of(), List.of(Letters.template("x")), List.of(), List.of());
        Composer empty =
                new Composer(
                        new ComposeDefinitions(List.of(), List.of(), List.of(), List.of()),
                        _ -> Condition.EVERYONE);

        assertThatThrownBy(() -> empty.compose(input))
                .hasMessage("found the template letter, expected one of []");
        assertThatThrownBy(() -> new Composer(withoutBrand, _ -> Condition.EVERYONE))
                .hasMessage("the template letter names the brand shop, which does not exist");
    }

    private static String pageOf(String html, BlockDefinition block) {
        Composer composer = Letters.composer(html, List.of(block), List.of());
        ComposeInput input = Letters.input(Struct.of("in", Value.of("<cool>")));
        return Letters.message(composer.compose(input)).content().html();
    }

    private static String brokenOf(String html, BlockDefinition block) {
        Composer composer = Letters.composer(html, List.of(block), List.of());
        Composition composition = composer.compose(Letters.input(Struct.empty()));
        return ((Composition.Broken) composition).reason();
    }

    private static byte[] bytes(Composer composer, ComposeInput input) {
        return MimeWriter.write(Letters.message(composer.compose(input)));
    }

    private static BlockDefinition block(
            String id, Optional<String> segment, int priority, boolean fallback, String body) {
        return new BlockDefinition(
                id,
                id,
                "greeting",
                List.of(),
                segment.map(ComposerTest::in),
                priority,
                fallback,
                body);
    }

    private static OfferDefinition offer(
            String id,
            int priority,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<String> segment) {
        return new OfferDefinition(
                id,
                id,
                "Text",
                Optional.empty(),
                from,
                to,
                segment.map(ComposerTest::in),
                priority);
    }

    private static WrittenRule in(String segment) {
        return WrittenRule.of("in segment \"%s\"".formatted(segment));
    }

    private static ComposeInput withPurposes(ComposeInput input, Purposes purposes) {
        return new ComposeInput(
                input.sendId(),
                input.template(),
                input.now(),
                input.zone(),
                input.person(),
                input.to(),
                purposes,
                input.segments(),
                input.picks(),
                input.catalogue(),
                input.campaign(),
                input.from(),
                input.subject(),
                input.links(),
                input.event());
    }

    private static ComposeInput withLinks(ComposeInput input, MessageLinks links) {
        return new ComposeInput(
                input.sendId(),
                input.template(),
                input.now(),
                input.zone(),
                input.person(),
                input.to(),
                input.purposes(),
                input.segments(),
                input.picks(),
                input.catalogue(),
                input.campaign(),
                input.from(),
                input.subject(),
                links,
                input.event());
    }
}
