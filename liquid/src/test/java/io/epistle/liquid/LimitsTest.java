package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Each limit is tried by the attack it stops.
class LimitsTest {
    private static final Instant NOW = Instant.parse("2026-07-01T06:30:00Z");

    private static RenderContext context() {
        return RenderContext.of(Value.map(Map.of("big", Value.of("x".repeat(10_000)))), NOW);
    }

    private static void refused(String source, String why) {
        Template template = Template.parse("attack", source, LiquidOptions.standard());
        long start = System.nanoTime();

        assertThatThrownBy(() -> template.render(context()))
                .isInstanceOf(LiquidException.class)
                .hasMessageContaining(why);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void anEndlessLoopIsStopped() {
        refused("{% for i in (1..99999999999) %}{% endfor %}", "takes more than");
        refused(
                "{% for i in (1..9999) %}{% for j in (1..9999) %}x{% endfor %}{% endfor %}",
                "takes");
        refused("{% tablerow i in (1..99999999) %}{% endtablerow %}", "output is longer");
    }

    @Test
    void aRangeIsNotSpelledOutInMemory() {
        refused("{{ (1..9999999999) | join: ',' }}", "takes more than");
        refused("{{ (-9223372036854775808..9223372036854775807) | reverse }}", "takes more than");
        refused("{% assign x = (1..9999999999) | map: 'a' %}", "takes more than");
    }

    @Test
    void outputThatDoublesIsStopped() {
        refused(
                "{% for i in (1..100000) %}{{ big }}{% endfor %}",
                "the output is longer than 10000000 bytes");
    }

    @Test
    void variablesThatDoubleAreStopped() {
        refused(
                "{% assign x = big %}{% for i in (1..60) %}{% assign x = x | append: x %}{% endfor"
                        + " %}",
                "variables hold more than");
        refused(
                "{% for i in (1..9999) %}{% assign x = big | append: i %}{% endfor %}",
                "variables hold more than");
        refused(
                "{% assign x = big | split: '' %}{% for i in (1..60) %}"
                        + "{% assign x = x | concat: x %}{% endfor %}",
                "takes more than");
    }

    @Test
    void textThatGrowsInsideOneExpressionIsStopped() {
        refused("{{ big | replace: 'x', big | replace: 'x', big }}", "is longer than");
        refused(
                "{{ big" + " | url_encode | append: '%'".repeat(40) + " | replace: '', big }}",
                "longer");
        refused("{{ big | split: '' | join: big }}", "is longer than");
    }

    @Test
    void workOnLongTextInALoopIsStopped() {
        String loop = "{% assign x = big | append: big %}{% for i in (1..90000) %}";
        refused(loop + "{% if x contains 'zz' %}{% endif %}{% endfor %}", "takes more than");
        refused(loop + "{% if x.size == 1 %}{% endif %}{% endfor %}", "takes more than");
        refused(loop + "{% assign y = x | upcase | slice: 0 %}{% endfor %}", "takes more than");
        refused(loop + "{% if x == x %}{% endif %}{% endfor %}", "takes more than");
    }

    @Test
    void numbersThatGrowAreStopped() {
        refused(
                "{% assign x = 99 %}{% for i in (1..60) %}{% assign x = x | times: x %}{% endfor"
                        + " %}",
                "too large");
    }

    @Test
    void aPatternOfDatesStaysShort() {
        refused("{{ 'now' | date: big }}", "date pattern is longer");
    }

    @Test
    void aTemplateThatRendersItselfIsStopped() {
        var self = new AtomicReference<Template>();
        Partials partials = name -> Optional.ofNullable(self.get());
        for (String source : List.of("{% render 'me' %}", "{% include 'me' %}")) {
            self.set(Template.parse("me", source, LiquidOptions.standard()));

            assertThatThrownBy(() -> self.get().render(context().withPartials(partials)))
                    .isInstanceOf(LiquidException.class)
                    .hasMessageContaining("templates render each other deeper than 20");
        }
    }

    @Test
    void blocksNestUpToTheLimitAndNoDeeper() {
        int max = Limits.STANDARD.nestingMax();
        String fits = "{% if true %}".repeat(max) + "x" + "{% endif %}".repeat(max);
        String tooDeep = "{% if true %}" + fits + "{% endif %}";

        assertThat(Template.parse("t", fits, LiquidOptions.standard()).render(context()))
                .isEqualTo("x");
        assertThat(Template.check("t", tooDeep, LiquidOptions.standard()))
                .extracting(Problem::message)
                .containsExactly("tags are nested deeper than 100");
    }

    @Test
    void hundredThousandOpenTagsAndBracketsAreOneError() {
        String tags = "{% if a %}".repeat(100_000);
        String brackets = "{{ " + "[".repeat(100_000) + " }}";
        String ranges = "{{ " + "(".repeat(100_000) + " }}";
        String lines = "{% " + "liquid ".repeat(100_000) + " %}";

        assertThat(Template.check("t", tags, LiquidOptions.standard())).hasSize(1);
        assertThat(Template.check("t", brackets, LiquidOptions.standard())).hasSize(1);
        assertThat(Template.check("t", ranges, LiquidOptions.standard())).hasSize(1);
        assertThat(Template.check("t", lines, LiquidOptions.standard())).hasSize(1);
    }

    @Test
    void longConditionsAndChainsNeedNoDeepStack() {
        String condition = "{% if a" + " and a".repeat(50_000) + " %}{% else %}x{% endif %}";
        String filters = "{{ 'x'" + " | upcase".repeat(50_000) + " }}";
        String path = "{{ a" + ".b".repeat(50_000) + " }}";

        assertThat(render(condition)).isEqualTo("x");
        assertThat(render(filters)).isEqualTo("X");
        assertThat(render(path)).isEmpty();
    }

    @Test
    void aHalfOpenTemplateIsReadInLinearTime() {
        for (String piece :
                List.of("{%", "{{", "{% raw %}{%", "{{{%", "{%endraw", "<", "{% doc %}{% doc")) {
            long start = System.nanoTime();

            Template.check("t", "{% raw %}" + piece.repeat(100_000), LiquidOptions.standard());
            Template.check("t", piece.repeat(100_000), LiquidOptions.standard());

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void deepDataEndTheRenderAndNotTheThread() {
        Value nested = Value.of("x");
        for (int i = 0; i < 100_000; i++) {
            nested = Value.list(List.of(nested));
        }
        RenderContext context = RenderContext.of(Value.map(Map.of("nested", nested)), NOW);
        for (String source :
                List.of(
                        "{{ nested }}",
                        "{{ nested | join }}",
                        "{{ nested | upcase }}",
                        "{{ nested | uniq }}",
                        "{% if nested == nested %}{% endif %}",
                        "{{ nested | sort }}")) {
            Template template = Template.parse("t", source, LiquidOptions.standard());

            Rendering rendering = template.renderCollecting(context);

            assertThat(rendering.text().length()).isLessThan(10_000);
        }
    }

    private static String render(String source) {
        return Template.parse("t", source, LiquidOptions.standard()).render(context());
    }
}
