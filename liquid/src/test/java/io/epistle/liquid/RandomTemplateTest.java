package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.liquid.filter.FilterSet;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Random templates, half sense and half noise: whatever is written, parsing answers with problems
/// and rendering with text or problems, in bounded time and always the same.
class RandomTemplateTest {
    private static final int TEMPLATES = 6_000;
    private static final long SEED = 20260701;
    private static final Instant NOW = Instant.parse("2026-07-01T06:30:00Z");
    private static final Limits LIMITS = new Limits(20_000, 200_000, 200_000, 30, 5);

    private static final List<String> NOISE =
            List.of(
                    "{{",
                    "}}",
                    "{%",
                    "%}",
                    "-%}",
                    "{%-",
                    "|",
                    ":",
                    "'",
                    "\"",
                    "[",
                    "]",
                    "(",
                    ")",
                    "..",
                    ".",
                    ",",
                    "=",
                    "==",
                    "<>",
                    "<",
                    "-1",
                    "1.5",
                    "0",
                    "99999999999999999999",
                    "if",
                    "endif",
                    "for",
                    "in",
                    "endfor",
                    "else",
                    "when",
                    "case",
                    "a",
                    "b.c",
                    "#",
                    "liquid",
                    "raw",
                    "endraw",
                    "comment",
                    "endcomment",
                    "\n",
                    " ",
                    "é",
                    "😀",
                    "\0");

    private static final List<String> VALUES =
            List.of(
                    "a",
                    "b",
                    "list",
                    "map",
                    "text",
                    "n",
                    "d",
                    "nil",
                    "true",
                    "'x'",
                    "\"<y>\"",
                    "3",
                    "-2",
                    "1.25",
                    "(1..4)",
                    "(n..9)",
                    "list[0]",
                    "map.k",
                    "map['k']",
                    "list.first",
                    "text.size",
                    "forloop.index",
                    "nothing",
                    "blank",
                    "empty",
                    "map[text]",
                    "'2026-02-03'",
                    "[text]",
                    "list[-1]",
                    "item",
                    "item.k");

    private static final List<String> FILTERS = FilterSet.standard().names();

    private final Random random = new Random(SEED);

    @Test
    void noiseNeverBreaksParserOrRenderer() {
        for (int i = 0; i < TEMPLATES; i++) {
            var source = new StringBuilder();
            int pieces = 1 + random.nextInt(25);
            for (int piece = 0; piece < pieces; piece++) {
                source.append(pick(NOISE)).append(random.nextBoolean() ? " " : "");
            }

            surviveBoth(source.toString());
        }
    }

    @Test
    void sensibleTemplatesRenderOrTellWhy() {
        int rendered = 0;
        for (int i = 0; i < TEMPLATES; i++) {
            rendered += surviveBoth(body(0)) ? 1 : 0;
        }

        assertThat(rendered).isGreaterThan(TEMPLATES / 2);
    }

    private boolean surviveBoth(String source) {
        boolean strict = survive(source, LiquidOptions.standard().withLimits(LIMITS));
        LiquidOptions lax = LiquidOptions.html().withMode(Mode.LAX).withLimits(LIMITS);
        return survive(source, lax) && strict;
    }

    /// Whether it parsed; anything but a problem told fails the test.
    private static boolean survive(String source, LiquidOptions options) {
        long start = System.nanoTime();
        try {
            List<Problem> problems = Template.check("random", source, options);
            boolean sound =
                    problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
            if (!sound) {
                return false;
            }
            Template template = Template.parse("random", source, options);
            String once = outcome(template);

            assertThat(outcome(template)).isEqualTo(once);
            assertThat(template.renderCollecting(context()).problems()).hasSizeLessThan(30_000);
            return true;
        } catch (RuntimeException | StackOverflowError broken) {
            throw new AssertionError("broken by: " + source, broken);
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(source)
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    private static String outcome(Template template) {
        try {
            String text = template.render(context());
            assertThat(text.length()).isLessThanOrEqualTo(LIMITS.outputBytesMax());
            return text;
        } catch (LiquidException fault) {
            assertThat(fault.problems()).hasSize(1);
            return String.valueOf(fault.getMessage());
        }
    }

    private static RenderContext context() {
        Mapping map = Value.map(Map.of("k", Value.of("v")));
        Mapping data =
                (Mapping)
                        Json.read(
                                "{\"a\": 1, \"b\": null, \"list\": [3, \"x\", {\"k\": 2}, [1, 2]],"
                                        + " \"map\": {\"k\": \"v\", \"l\": [1]},"
                                        + " \"text\": \"a <b>\\nc 😀 d\", \"n\": 2, \"d\": 2.5}");
        return RenderContext.of(data, NOW)
                .withPartials(
                        Partials.of(
                                Map.of("part", "{{ item }}{{ part.k }}"), LiquidOptions.standard()))
                .withUndefined((template, path, position) -> map.get(path));
    }

    private String body(int depth) {
        var body = new StringBuilder();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            body.append(depth > 3 ? print() : node(depth));
        }
        return body.toString();
    }

    private String node(int depth) {
        return switch (random.nextInt(14)) {
            case 0 -> " text <i> ";
            case 1 -> "{% assign " + pick(List.of("a", "item", "list")) + " = " + chain() + " %}";
            case 2 -> "{% if " + condition() + " %}" + body(depth + 1) + "{% else %}y{% endif %}";
            case 3 -> "{% unless " + condition() + " %}" + body(depth + 1) + "{% endunless %}";
            case 4 ->
                    "{% for item in "
                            + value()
                            + pick(List.of("", " reversed", " limit: 2", " offset: continue"))
                            + " %}"
                            + body(depth + 1)
                            + pick(List.of("", "{% break %}", "{% continue %}"))
                            + "{% endfor %}";
            case 5 -> "{% capture a %}" + body(depth + 1) + "{% endcapture %}";
            case 6 ->
                    "{% case "
                            + value()
                            + " %}{% when "
                            + value()
                            + ", "
                            + value()
                            + " %}"
                            + body(depth + 1)
                            + "{% endcase %}";
            case 7 -> "{% cycle 'x', " + value() + " %}";
            case 8 ->
                    "{% tablerow item in "
                            + value()
                            + " cols: 2 %}"
                            + body(depth + 1)
                            + "{% endtablerow %}";
            case 9 -> "{% ifchanged %}" + body(depth + 1) + "{% endifchanged %}";
            case 10 -> "{% render 'part' for " + value() + " as item %}";
            case 11 -> "{% include 'part' with " + value() + ", item: " + value() + " %}";
            case 12 -> "{% increment n %}";
            default -> print();
        };
    }

    private String print() {
        return "{{ " + chain() + " }}";
    }

    private String chain() {
        var chain = new StringBuilder(value());
        int filters = random.nextInt(3);
        for (int i = 0; i < filters; i++) {
            String name = pick(FILTERS);
            var definition = FilterSet.standard().find(name).orElseThrow();
            int spread = definition.argumentsMax() - definition.argumentsMin();
            int arguments = definition.argumentsMin() + random.nextInt(spread + 1);
            chain.append(" | ").append(name);
            for (int argument = 0; argument < arguments; argument++) {
                chain.append(argument == 0 ? ": " : ", ").append(value());
            }
        }
        return chain.toString();
    }

    private String condition() {
        String first =
                random.nextBoolean()
                        ? value()
                        : value()
                                + " "
                                + pick(List.of("==", "!=", "<", "<=", ">", ">=", "contains"))
                                + " "
                                + value();
        return random.nextInt(3) == 0
                ? first + pick(List.of(" and ", " or ")) + condition()
                : first;
    }

    private String value() {
        return pick(VALUES);
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
