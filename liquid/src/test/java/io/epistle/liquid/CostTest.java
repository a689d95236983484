package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is short to write and long to do counts as the work it is: each attack here would keep a
/// processor busy for minutes, or use up the memory, if it were counted as the few steps it looks
/// like.
class CostTest {
    private static final Instant NOW = Instant.parse("2026-07-01T06:30:00Z");

    /// Seconds of processor time; a render that uses up its million steps takes well under one.
    private static final double SECONDS_MAX = 8;

    private static final String HUGE = "x".repeat(4_000_000);
    private static final RenderContext CONTEXT = RenderContext.of(Value.map(data()), NOW);

    private static Map<String, Value> data() {
        var object = new LinkedHashMap<String, Value>();
        for (int i = 0; i < 20_000; i++) {
            object.put("key" + i, Value.of(i));
        }
        Value shared = Value.of("laugh");
        Value nested = Value.of("x");
        for (int i = 0; i < 40; i++) {
            shared = Value.list(List.of(shared, shared));
        }
        for (int i = 0; i < 100_000; i++) {
            nested = Value.list(List.of(nested));
        }
        var words = new java.util.ArrayList<Value>();
        for (int i = 0; i < 65_536; i++) {
            words.add(Value.of("w" + (i * 7919 % 65_537)));
        }
        String prefix = "p".repeat(10_000);
        var likes = new java.util.ArrayList<Value>();
        for (int i = 0; i < 500; i++) {
            likes.add(Value.of(prefix + (i * 7919 % 500)));
        }
        return Map.ofEntries(
                Map.entry("huge", Value.of(HUGE)),
                Map.entry("wide", Value.of("ж".repeat(2_000_000))),
                Map.entry("spaces", Value.of(" ".repeat(4_000_000))),
                Map.entry("digits", Value.of("1".repeat(4_000_000))),
                Map.entry("many", Value.of("a".repeat(400_000))),
                Map.entry("part", Value.of("a".repeat(200_000) + "b")),
                Map.entry("scripts", Value.of("<script".repeat(500_000))),
                Map.entry("dates", Value.of("1".repeat(60) + " : ".repeat(22))),
                Map.entry("object", Value.map(object)),
                Map.entry("laughs", shared),
                Map.entry("nested", nested),
                Map.entry("texts", Value.list(List.of(Value.of("a".repeat(400_000))))),
                Map.entry("words", Value.list(words)),
                Map.entry("large", Value.of(BigInteger.TWO.pow(4095))),
                Map.entry("highest", Value.of(Double.MAX_VALUE)),
                Map.entry("lowest", Value.of(Double.MIN_VALUE)),
                Map.entry("sharp", Value.of("ßİΣ".repeat(500_000))),
                Map.entry("likes", Value.list(likes)));
    }

    /// Renders, collecting, so that no fault cuts an attack short.
    private static Rendering ends(String source) {
        Template template = Template.parse("attack", source, LiquidOptions.standard());
        long start = cpuNanos();

        Rendering rendering = template.renderCollecting(CONTEXT);

        double seconds = (cpuNanos() - start) / 1e9;
        String shown = source.substring(0, Math.min(200, source.length()));
        assertThat(seconds).as(shown).isLessThan(SECONDS_MAX);
        assertThat(rendering.problems()).as(shown).hasSizeLessThanOrEqualTo(101);
        return rendering;
    }

    private static void stopped(String source, String why) {
        assertThat(ends(source).problems().getLast().message()).contains(why);
    }

    private static long cpuNanos() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String often(String body) {
        return "{% for i in (1..300000) %}" + body + "{% endfor %}";
    }

    @Test
    void longPathsChainsAndConditionsCountByTheirLinks() {
        stopped(often("{{ many" + ".first".repeat(20_000) + " }}"), "steps");
        stopped(often("{{ 'x'" + " | upcase".repeat(20_000) + " }}"), "steps");
        stopped(often("{% if true" + " and true".repeat(20_000) + " %}{% endif %}"), "steps");
        stopped(often("{% if nil %}" + "{% elsif nil %}".repeat(20_000) + "{% endif %}"), "steps");
        stopped(
                often("{% case 1 %}" + "{% when 2, 3, 4 %}".repeat(7_000) + "{% endcase %}"),
                "steps");
    }

    @Test
    void manyVariablesCountByTheSearchForOne() {
        var assigns = new StringBuilder();
        var arguments = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            assigns.append("{% assign v").append(i).append(" = 1 %}");
            arguments.append(", v").append(i).append(": 1");
        }
        stopped(assigns + often("{{ v9999 }}{{ none }}"), "steps");
        Partials partials =
                Partials.of(Map.of("part", often("{{ none }}")), LiquidOptions.standard());
        String source = "{% include 'part'" + arguments + " %}";
        Template template = Template.parse("attack", source, LiquidOptions.standard());
        long start = cpuNanos();

        Rendering rendering = template.renderCollecting(CONTEXT.withPartials(partials));

        assertThat(rendering.problems().getLast().message()).contains("steps");
        assertThat((cpuNanos() - start) / 1e9).isLessThan(SECONDS_MAX);
    }

    @Test
    void textThatIsTakenOutOfTheOutputAgainCounts() {
        stopped(often("{% ifchanged %}{{ huge }}{% endifchanged %}"), "steps");
        stopped(often("{% capture x %}{{ huge }}{% endcapture %}"), "variables hold more");
    }

    @Test
    void searchesCountByTextAndPart() {
        stopped(often("{% if many contains part %}{% endif %}"), "steps");
        stopped(often("{% assign x = many | replace: part, '' | size %}"), "steps");
        stopped(often("{% assign x = many | replace_last: part, '' | size %}"), "steps");
        stopped(often("{% assign x = many | split: part | size %}"), "steps");
        stopped(often("{% assign x = texts | where: part | size %}"), "steps");
        stopped(often("{% assign x = scripts | strip_html | size %}"), "steps");
    }

    @Test
    void sortingLongTextsThatAreAlikeCounts() {
        stopped(often("{% assign x = likes | sort %}"), "steps");
        stopped(often("{% assign x = likes | sort_natural %}"), "steps");
        stopped(often("{% assign x = likes | uniq | size %}"), "steps");
    }

    @Test
    void sortingManyShortTextsCountsEachComparison() {
        stopped(often("{% assign x = words | sort %}"), "steps");
        stopped(often("{% assign x = words | sort_natural %}"), "steps");
    }

    @Test
    void numbersOfManyDigitsCountByTheirDigits() {
        stopped(often("{% assign x = large | round: -400 %}"), "steps");
        stopped(often("{% assign x = highest | modulo: lowest %}"), "steps");
        stopped(often("{% assign x = large | modulo: highest %}"), "steps");
        stopped(often("{% assign x = large | append: '' | size %}"), "steps");
    }

    /// Java's upper case of a text copies all of it for each `ß`.
    @Test
    void lettersThatBecomeSeveralAreChangedInLinearWork() {
        ends("{% assign x = sharp | upcase | size %}");
        ends("{% assign x = sharp | downcase | capitalize | size %}");
    }

    /// Java's hash of `Aa` is that of `BB`: all 256 words of four such pairs twice over share one.
    @Test
    void keysOfOneHashAreFoundFast() {
        var words = new StringBuilder();
        for (int word = 0; word < 256; word++) {
            words.append(word == 0 ? "" : ",");
            for (int bit = 0; bit < 8; bit++) {
                words.append((word >> bit & 1) == 0 ? "Aa" : "BB");
            }
        }
        String pairs =
                "{%% assign l = '%s' | split: ',' %%}{%% for x in l %%}{%% for y in l %%}{%% assign k = x | append: y %%}"
                        .formatted(words);
        String end = "{% endfor %}{% endfor %}";
        Template cycles =
                Template.parse(
                        "attack", pairs + "{% cycle k: 1 %}" + end, LiquidOptions.standard());
        Template uniq =
                Template.parse(
                        "attack",
                        pairs
                                + "{% assign all = all | append: k | append: ',' %}"
                                + end
                                + "{{ all | split: ',' | uniq | size }}",
                        LiquidOptions.standard());
        long start = cpuNanos();

        String turns = cycles.render(CONTEXT);
        Rendering unique = uniq.renderCollecting(CONTEXT);

        assertThat(turns).isEqualTo("1".repeat(256 * 256));
        assertThat(unique.problems()).hasSizeLessThan(2);
        assertThat((cpuNanos() - start) / 1e9).isLessThan(SECONDS_MAX);
    }

    @Test
    void countingCharactersCounts() {
        stopped(often("{% assign x = wide | size %}"), "steps");
        stopped(often("{% assign x = wide | last %}"), "steps");
        stopped(often("{% assign x = wide.last %}"), "steps");
        stopped(often("{% assign x = texts | map: -1 %}"), "steps");
        stopped(often("{% if spaces == blank %}{% endif %}"), "steps");
    }

    @Test
    void textReadAsANumberCounts() {
        for (String text : List.of("huge", "spaces", "digits")) {
            stopped(often("{% assign x = " + text + " | plus: 1 %}"), "steps");
            stopped(often("{% assign x = (" + text + "..2) %}"), "steps");
            ends(often("{% assign x = 'abc' | slice: " + text + " %}"));
            ends(often("{% tablerow x in (1..2) cols: " + text + " %}{% endtablerow %}"));
            ends(often("{% for x in (1..2) limit: " + text + " %}{% endfor %}"));
        }
        ends(often("{% assign x = 'abc' | slice: object %}"));
    }

    @Test
    void datesCountByPatternAndText() {
        String wide = "%1024Y".repeat(160);
        stopped(often("{% assign x = 'now' | date: '" + wide + "' | size %}"), "steps");
        stopped(
                often("{% assign p = '" + wide + "' %}{% assign x = 'now' | date: p | size %}"),
                "");
        stopped(often("{% assign x = dates | date: '%Y' | size %}"), "steps");
        ends(often("{% assign x = huge | date: '%Y' | size %}"));
    }

    @Test
    void noWidthOfADateIsSpelledOutInMemory() {
        assertThat(ends("{{ 'now' | date: '%999999999d' }}").text()).isEqualTo("%999999999d");
        assertThat(ends("{{ 'now' | date: '%٠٠٠٠٠٠٠٠Y' }}").text()).isEqualTo("%٠٠٠٠٠٠٠٠Y");
        assertThat(ends("{{ 'now' | date: '%1024N' }}").text()).hasSize(1024);
    }

    @Test
    void loopsOverObjectsCountTheirProperties() {
        stopped(often("{% for p in object limit: 1 %}{% endfor %}"), "steps");
        stopped(often("{% tablerow p in object limit: 1 %}{% endtablerow %}"), "steps");
    }

    @Test
    void aListThatHoldsItselfManyTimesOverIsNotSpelledOut() {
        stopped("{{ laughs | upcase }}", "steps");
        stopped("{{ laughs }}", "steps");
        stopped("{{ laughs | join }}", "steps");
        stopped("{% if laughs == laughs %}{% endif %}", "steps");
        stopped("{% cycle laughs: 1, 2 %}", "steps");
        stopped("{% if 'x' contains laughs %}{% endif %}", "steps");
        assertThat(ends("{% cycle nested: 1, 2 %}").text()).isEqualTo("1");
    }

    @Test
    void faultsWithoutEndAreToldOnceAndShort() {
        String filler = "<!-- " + "\n".repeat(100_000) + "-->";
        Rendering silent = ends(filler + often("{% assign x = 1 | divided_by: 0 %}"));
        Rendering quoting = ends(often("{% include huge %}{{ object | map: huge }}"));

        assertThat(silent.problems()).hasSize(101);
        assertThat(silent.problems().getLast().message()).contains("steps");
        assertThat(silent.problems().getFirst().line()).isEqualTo(100_001);
        assertThat(quoting.problems())
                .allSatisfy(problem -> assertThat(problem.message()).hasSizeLessThan(400));
    }

    @Test
    void numbersOfAnySizeAreHeldInFewDigits() {
        Value large = Value.of(new BigDecimal("1e999999999"));
        Value small = Value.of(new BigDecimal("1e-999999999"));
        Value whole = Value.of(BigInteger.TWO.pow(5_000));
        Value digits = Value.of(new BigDecimal("123e400"));

        assertThat(large).isEqualTo(Value.of(Double.POSITIVE_INFINITY));
        assertThat(small).isEqualTo(Value.of(0.0));
        assertThat(whole).isEqualTo(Value.of(Double.POSITIVE_INFINITY));
        assertThat(digits).isEqualTo(Value.of(new BigDecimal("123e400").toBigInteger()));
        assertThat(
                        Template.check(
                                "t", "{{ " + "9".repeat(100_000) + " }}", LiquidOptions.standard()))
                .extracting(Problem::message)
                .containsExactly("in {{ }}: the number has more than 1000 digits");
    }
}
