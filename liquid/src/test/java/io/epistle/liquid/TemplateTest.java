package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.liquid.filter.FilterDefinition;
import io.epistle.liquid.render.Output;
import io.epistle.liquid.tag.CustomTag;
import io.epistle.liquid.tag.TagDefinition;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Texts;
import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class TemplateTest {
    private static final Instant NOW = Instant.parse("2026-07-01T06:30:00Z");

    private static RenderContext context(String json) {
        return RenderContext.of((Mapping) Json.read(json), NOW);
    }

    private static String render(String source, String json) {
        return Template.parse("test", source, LiquidOptions.standard()).render(context(json));
    }

    private static String renderHtml(String source, String json) {
        return Template.parse("test", source, LiquidOptions.html()).render(context(json));
    }

    @Test
    void aPartialMayReplaceWhatItIsGiven() {
        Partials partials =
                Partials.of(
                        Map.of(
                                "button",
                                "{% assign text = text | default: 'Click' %}[{{ text }}]",
                                "twice",
                                "{% assign twice = twice | times: 2 %}{{ twice }};"),
                        LiquidOptions.standard());
        Template template =
                Template.parse(
                        "t",
                        "{% render 'button', text: x %}{% render 'twice' with 5 %}"
                                + "{% render 'twice' for l %}{{ text }}{{ twice }}",
                        LiquidOptions.standard());

        assertThat(template.render(context("{\"l\": [1, 2]}").withPartials(partials)))
                .isEqualTo("[Click]10;2;4;");
    }

    @Test
    void dataInTheMessageOfAFaultIsEscapedWhereTextIs() {
        Template template = Template.parse("t", "{% include n %}", LiquidOptions.html());

        String output = template.renderCollecting(context("{\"n\": \"<img src=x>\"}")).text();

        assertThat(output).startsWith("Liquid error").contains("&lt;img").doesNotContain("<img");
    }

    @Test
    void aMailGreetsItsReader() {
        String mail =
                render(
                        "Hi {{ user.name | default: 'there' }}{% if user.points > 10 %}!{% endif"
                                + " %}",
                        "{\"user\": {\"name\": \"Ada\", \"points\": 11}}");

        assertThat(mail).isEqualTo("Hi Ada!");
    }

    @Test
    void stringBytesBufferAndAppendableHoldTheSame() throws IOException {
        Template template =
                Template.parse("t", "Grüße, {{ name }} 👋 {{ 10 }}", LiquidOptions.standard());
        RenderContext context = context("{\"name\": \"Zoë 😀 €\"}");
        var appended = new StringBuilder();
        var buffer = new Output(1);

        template.render(context, appended);
        template.render(context, buffer);

        String expected = "Grüße, Zoë 😀 € 👋 10";
        assertThat(template.render(context)).isEqualTo(expected);
        assertThat(appended).hasToString(expected);
        assertThat(buffer).hasToString(expected);
        assertThat(template.renderBytes(context))
                .isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aReusedBufferForgetsTheLastReader() {
        Template template = Template.parse("t", "{{ name }}", LiquidOptions.standard());
        var buffer = new Output(16);

        template.render(context("{\"name\": \"a long first name\"}"), buffer);
        buffer.reset();
        template.render(context("{\"name\": \"Bo\"}"), buffer);

        assertThat(buffer).hasToString("Bo");
    }

    @Test
    void allMistakesAreToldAtOnceWithPlaceExcerptAndSuggestion() {
        String source = "line\n{{ name | upcas }}\n{% if a == %}x{% endif %}\n{% asign x = 1 %}";

        List<Problem> problems = Template.check("welcome", source, LiquidOptions.standard());

        assertThat(problems).extracting(Problem::line).containsExactly(2, 3, 4);
        assertThat(problems.get(0))
                .isEqualTo(
                        new Problem(
                                Problem.Severity.ERROR,
                                "welcome",
                                2,
                                11,
                                "there is no filter upcas",
                                "{{ name | upcas }}",
                                11,
                                "upcase"));
        assertThat(problems.get(1).message())
                .isEqualTo("in the tag if: expected a value but the tag ends here");
        assertThat(problems.get(2).suggestion()).isEqualTo("assign");
        assertThatThrownBy(() -> Template.parse("welcome", source, LiquidOptions.standard()))
                .isInstanceOf(LiquidException.class)
                .hasMessageContaining("welcome:2:11: there is no filter upcas")
                .hasMessageContaining("(did you mean assign?)");
    }

    @Test
    void anUnclosedTagIsToldWhereItOpens() {
        List<Problem> problems =
                Template.check("t", "{% for a in b %}\n{% if a %}x{% endfor %}", options());

        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().message()).isEqualTo("the tag if is never closed");
        assertThat(problems.getFirst().line()).isEqualTo(2);
    }

    @Test
    void aFaultWhileRenderingNamesItsLine() {
        Template template = Template.parse("t", "a\n{{ 1 | divided_by: n }}", options());

        assertThatThrownBy(() -> template.render(context("{\"n\": 0}")))
                .isInstanceOf(LiquidException.class)
                .hasMessageStartingWith("t:2:8: divided by 0");
    }

    @Test
    void aCollectingRenderGoesOnBehindFaults() {
        Template template =
                Template.parse(
                        "t",
                        "{{ 1 | divided_by: 0 }}, {{ 'a' }}, {% if 1 < 'a' %}b{% endif %}.",
                        options());

        Rendering rendering = template.renderCollecting(context("{}"));

        assertThat(rendering.text())
                .isEqualTo(
                        "Liquid error (line 1): divided by 0, a, Liquid error (line 1):"
                                + " comparison of Integer with String failed.");
        assertThat(rendering.problems())
                .extracting(Problem::message)
                .containsExactly("divided by 0", "cannot compare a number with text");
    }

    @Test
    void aTagThatCouldPrintNothingPrintsNoFaultEither() {
        Template template =
                Template.parse(
                        "t",
                        "[{% if 1 < 'a' %} {% endif %}{% assign x = 1 | modulo: 0 %}]",
                        options());

        Rendering rendering = template.renderCollecting(context("{}"));

        assertThat(rendering.text()).isEqualTo("[]");
        assertThat(rendering.problems()).hasSize(2);
    }

    @Test
    void aFaultInAPartialIsPrintedWithThePartialsNameAndLine() {
        Map<String, String> sources =
                Map.of("p", "\n{{ 1 | modulo: 0 }}", "q", "{% include 'p' %}");
        RenderContext context = context("{}").withPartials(Partials.of(sources, options()));

        Rendering rendering =
                Template.parse("t", "{% include 'p' %}{% render 'p' %}{% render 'q' %}.", options())
                        .renderCollecting(context);

        assertThat(rendering.text())
                .isEqualTo(
                        "\nLiquid error (p line 2): divided by 0"
                                + "\nLiquid error (p line 2): divided by 0"
                                + "Liquid error (q line 1): include usage is not allowed in this"
                                + " context.");
        assertThat(rendering.problems())
                .extracting(Problem::template)
                .containsExactly("p", "p", "q");
    }

    @Test
    void aPartialThatCannotBeReadIsPrintedAsASyntaxErrorAndTheRenderGoesOn() {
        Partials partials = name -> Optional.of(Template.parse(name, "a\n{% if %}", options()));

        Rendering rendering =
                Template.parse("t", "{% include 'p' %}.", options())
                        .renderCollecting(context("{}").withPartials(partials));

        assertThat(rendering.text()).startsWith("Liquid syntax error (p line 2): ").endsWith(".");
        assertThat(rendering.problems()).hasSize(2);
    }

    @Test
    void theLimitThatEndsARenderIsPrintedWhereThereIsRoom() {
        Limits few = new Limits(100, 1000, 1000, 100, 20);
        String source = "a{% for i in (1..1000) %}{{ nothing }}{% endfor %}b";

        Rendering rendering =
                Template.parse("t", source, options().withLimits(few))
                        .renderCollecting(context("{}"));

        assertThat(rendering.text()).isEqualTo("aLiquid error (line 1): Memory limits exceeded");
        assertThat(rendering.problems()).hasSize(1);
    }

    @Test
    void undefinedVariablesAreToldOutsideConditionsAndDefaults() {
        Template template =
                Template.parse(
                        "t",
                        "{{ user.nme }}{{ a | default: 'x' }}{% if b.c %}{% endif %}{{ user.name }}"
                                + "{% for i in items[0] %}{% endfor %}",
                        options());
        var told = new ArrayList<String>();

        template.render(
                context("{\"user\": {\"name\": null}}")
                        .withUndefined((where, path, position) -> told.add(path)));

        assertThat(told).containsExactly("user.nme", "items[0]");
    }

    @Test
    void dataIsEscapedAndMarkupOfTheAuthorIsNot() {
        String data = "{\"name\": \"<b> & \\\"co\\\"\"}";

        assertThat(renderHtml("<p>{{ name }}</p>", data))
                .isEqualTo("<p>&lt;b&gt; &amp; &quot;co&quot;</p>");
        assertThat(renderHtml("{{ name | escape }}", data))
                .isEqualTo("&lt;b&gt; &amp; &quot;co&quot;");
        assertThat(renderHtml("{{ name | raw }}", data)).isEqualTo("<b> & \"co\"");
        assertThat(renderHtml("{{ name | append: '<br>' }}", data))
                .isEqualTo("&lt;b&gt; &amp; &quot;co&quot;<br>");
        assertThat(renderHtml("{{ 'Hi ' | append: name | upcase }}", data))
                .isEqualTo("HI &lt;B&gt; &amp; &quot;CO&quot;");
        assertThat(renderHtml("{% capture x %}<i>{{ name }}</i>{% endcapture %}{{ x }}", data))
                .isEqualTo("<i>&lt;b&gt; &amp; &quot;co&quot;</i>");
        assertThat(renderHtml("{{ name | newline_to_br }}", "{\"name\": \"<a>\\nb\"}"))
                .isEqualTo("&lt;a&gt;<br />\nb");
        assertThat(renderHtml("{{ name | replace: '&', '<and>' }}", data))
                .isEqualTo("&lt;b&gt; <and> &quot;co&quot;");
        assertThat(renderHtml("{{ list }}", "{\"list\": [\"<a>\", 1]}")).isEqualTo("&lt;a&gt;1");
        assertThat(renderHtml("{{ list | join: '<br>' }}", "{\"list\": [\"<a>\", 1]}"))
                .isEqualTo("&lt;a&gt;<br>1");
        assertThat(renderHtml("{{ o }}", "{\"o\": {\"a\": \"<\"}}"))
                .isEqualTo("{&quot;a&quot;=&gt;&quot;&lt;&quot;}");
    }

    @Test
    void aProductAddsFiltersAndTags() {
        var money =
                FilterDefinition.of(
                        "money",
                        1,
                        (input, arguments, context) ->
                                Text.plain(Texts.of(input) + " " + Texts.of(arguments.at(0))));
        var repeat =
                new TagDefinition(
                        "twice",
                        true,
                        syntax -> {
                            Expression between = syntax.expression();
                            syntax.end();
                            return context -> {
                                context.renderBody();
                                context.print(context.evaluate(between));
                                context.renderBody();
                            };
                        });
        LiquidOptions options = options().withFilters(List.of(money)).withTags(List.of(repeat));

        String text =
                Template.parse("t", "{% twice sep %}{{ 5 | money: 'EUR' }}{% endtwice %}", options)
                        .render(context("{\"sep\": \", \"}"));

        assertThat(text).isEqualTo("5 EUR, 5 EUR");
    }

    @Test
    void aTagGivesTheRenderUpWithAReason() {
        TagDefinition abort =
                new TagDefinition(
                        "abort_message",
                        false,
                        syntax -> {
                            Expression reason = syntax.expression();
                            return (CustomTag)
                                    context -> {
                                        throw new RenderAborted(Texts.of(context.evaluate(reason)));
                                    };
                        });
        Template template =
                Template.parse(
                        "t",
                        "{% if out %}{% abort_message 'sold out' %}{% endif %}x",
                        options().withTags(List.of(abort)));

        assertThat(template.render(context("{}"))).isEqualTo("x");
        assertThatThrownBy(() -> template.renderCollecting(context("{\"out\": true}")))
                .isInstanceOf(RenderAborted.class)
                .hasMessage("sold out");
    }

    @Test
    void propertiesAreComputedOnlyWhenAskedFor() {
        Mapping lazy =
                new Mapping() {
                    @Override
                    public Value get(String key) {
                        return key.equals("cheap") ? Value.of("ok") : fail(key);
                    }

                    @Override
                    public List<String> keys() {
                        return List.of("cheap", "dear");
                    }

                    private Value fail(String key) {
                        throw new AssertionError("nobody asked for " + key);
                    }
                };

        String text =
                Template.parse("t", "{{ p.cheap }}", options())
                        .render(RenderContext.of(Value.map(Map.of("p", lazy)), NOW));

        assertThat(text).isEqualTo("ok");
    }

    @Test
    void datesAreReadAndShownInTheZoneOfTheRender() {
        RenderContext berlin =
                RenderContext.of(
                                Value.map(
                                        Map.of(
                                                "at", Value.of(NOW),
                                                "iso", Value.of("2026-07-01T06:30:00Z"),
                                                "local", Value.of("2026-01-05 07:08:09"))),
                                NOW)
                        .withZone(ZoneId.of("Europe/Berlin"));

        String text =
                Template.parse(
                                "t",
                                "{{ at | date: '%H:%M %Z' }} {{ 'now' | date: '%F %R %z' }}"
                                        + " {{ iso | date: '%H %Z' }}"
                                        + " {{ local | date: '%-d %b %y %T %z' }}",
                                options())
                        .render(berlin);

        assertThat(text)
                .isEqualTo("08:30 CEST 2026-07-01 08:30 +0200 06 UTC 5 Jan 26 07:08:09 +0100");
    }

    @Test
    void aPartialRenderedSeesItsArgumentsAndTheData() {
        Partials partials =
                Partials.of(Map.of("card", "[{{ p.title }} {{ brand }}{{ hidden }}]"), options());

        String text =
                Template.parse(
                                "t",
                                "{% assign hidden = 1 %}{% render 'card' for ps as p %}",
                                options())
                        .render(
                                context(
                                                "{\"ps\": [{\"title\": 1}, {\"title\": 2}],"
                                                        + " \"brand\": \"B\"}")
                                        .withPartials(partials));

        assertThat(text).isEqualTo("[1 B][2 B]");
    }

    @Test
    void anAbsentPropertyIsNothing() {
        assertThat(render("[{{ a.b.c }}]", "{\"a\": {\"b\": 1}}")).isEqualTo("[]");
        assertThat(Nil.ABSENT.truthy()).isFalse();
    }

    @Test
    void whatAnAuthorEscapesIsEscapedOnce() {
        String data = "{\"name\": \"<b> & co\"}";

        assertThat(renderHtml("{{ '<b>' | escape }}", data)).isEqualTo("&lt;b&gt;");
        assertThat(renderHtml("{{ '<b>' | escape | escape }}", data)).isEqualTo("&lt;b&gt;");
        assertThat(renderHtml("{{ '<b>' | escape_once }}", data)).isEqualTo("&lt;b&gt;");
        assertThat(renderHtml("{{ name | escape }}", data)).isEqualTo("&lt;b&gt; &amp; co");
        assertThat(renderHtml("{{ name | append: '<br>' | escape }}", data))
                .isEqualTo("&lt;b&gt; &amp; co&lt;br&gt;");
        assertThat(renderHtml("{% capture x %}<i>{{ name }}</i>{% endcapture %}{{ x | h }}", data))
                .isEqualTo("&lt;i&gt;&lt;b&gt; &amp; co&lt;/i&gt;");
        assertThat(render("{{ '<b>' | escape | escape }}", data)).isEqualTo("&amp;lt;b&amp;gt;");
    }

    @Test
    void aMomentPrintedAsItIsStandsInTheZoneOfTheRender() {
        Value moments = Value.list(List.of(Value.of(NOW)));
        RenderContext context =
                RenderContext.of(Value.map(Map.of("at", Value.of(NOW), "all", moments)), NOW);
        Template template =
                Template.parse("t", "{{ at }}|{{ at | append: '' }}|{{ all }}", options());

        assertThat(template.render(context))
                .isEqualTo(
                        "2026-07-01 06:30:00 UTC|2026-07-01 06:30:00 UTC|2026-07-01 06:30:00 UTC");
        assertThat(template.render(context.withZone(ZoneId.of("Europe/Berlin"))))
                .isEqualTo(
                        "2026-07-01 08:30:00 +0200|2026-07-01 08:30:00 +0200|2026-07-01 08:30:00"
                                + " +0200");
    }

    @Test
    void nullInDataIsNil() {
        Map<String, Value> data = new HashMap<>();
        data.put("a", null);
        data.put("l", Value.list(Arrays.asList(null, Value.of(1))));
        Template template =
                Template.parse(
                        "t", "[{{ a }}{{ a | default: 'x' }}{{ l }}{{ l.size }}]", options());

        assertThat(template.render(RenderContext.of(Value.map(data), NOW))).isEqualTo("[x12]");
    }

    @Test
    void aPartialThatCannotBeReadDoesNotEndACollectingRender() {
        Partials lazily =
                name -> Optional.of(Template.parse(name, "{% if %}{{ x | upcas }}", options()));
        Template template =
                Template.parse("t", "a{% render 'p' %}b{{ 1 | modulo: 0 }}c", options());

        Rendering rendering = template.renderCollecting(context("{}").withPartials(lazily));

        assertThat(rendering.text()).startsWith("a").contains("b").endsWith("c");
        assertThat(rendering.problems()).extracting(Problem::template).contains("p", "p", "p", "t");
    }

    @Test
    void namesThatNoTemplateCouldUseAreRefused() {
        assertThatThrownBy(() -> new TagDefinition("my tag", false, syntax -> context -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 'my tag'");
        assertThatThrownBy(() -> FilterDefinition.of("a!", 0, (input, given, context) -> input))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 'a!'");
        for (String name : List.of("if", "else", "endfor")) {
            var tag = new TagDefinition(name, false, syntax -> context -> {});
            assertThatThrownBy(() -> options().withTags(List.of(tag)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the tag '" + name + "' is one of Liquid");
        }
    }

    @Test
    void tagsAreAddedToThoseThereAre() {
        var one = new TagDefinition("one", false, syntax -> context -> context.print(Value.of(1)));
        var two = new TagDefinition("two", false, syntax -> context -> context.print(Value.of(2)));

        LiquidOptions both = options().withTags(List.of(one)).withTags(List.of(two));

        assertThat(Template.parse("t", "{% one %}{% two %}", both).render(context("{}")))
                .isEqualTo("12");
    }

    private static LiquidOptions options() {
        return LiquidOptions.standard();
    }
}
