package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.liquid.filter.FilterDefinition;
import io.epistle.liquid.filter.FilterSet;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// Looks for work that is not counted: every filter and tag, again and again, over values that are
/// dear to work with, until the steps are used up. The processor time of a step may not be far from
/// that of a step of an ordinary template, which is measured on the same machine in the same run.
class CostSearchTest {
    private static final int STEPS = 2_000;

    /// Times an ordinary step that a step may take. What was found and mended took 50 to 4,000;
    /// what is counted well takes up to a dozen.
    private static final double RATIO_MAX = 30;

    /// Renders of a case that seems slow; the fastest counts, since compiling, collecting garbage
    /// and neighbours only ever add.
    private static final int TRIES = 200;

    /// Cases of a filter with two arguments, of which there are too many.
    private static final int CASES_MAX = 1_500;

    private static final LiquidOptions OPTIONS =
            LiquidOptions.html().withLimits(new Limits(STEPS, 64L * STEPS, 64 * STEPS, 100, 20));
    private static final Partials PARTIALS = Partials.of(Map.of("p", "{{ p }}"), OPTIONS);
    private static final Instant NOW = Instant.parse("2026-07-01T06:30:00Z");

    private static final List<String> TAGS =
            List.of(
                    "{% if x == y %}{% endif %}",
                    "{% if x < y %}{% endif %}",
                    "{% if x >= y %}{% endif %}",
                    "{% if x contains y %}{% endif %}",
                    "{% if x == blank %}{% endif %}",
                    "{% case x %}{% when y %}{% endcase %}",
                    "{% for i in x limit: y %}{% endfor %}",
                    "{% for i in x offset: y %}{% break %}{% endfor %}",
                    "{% for i in x reversed %}{% break %}{% endfor %}",
                    "{% for i in (x..y) %}{% break %}{% endfor %}",
                    "{% tablerow i in x cols: y %}{% endtablerow %}",
                    "{% tablerow i in x limit: y %}{% break %}{% endtablerow %}",
                    "{% cycle x: y, y %}",
                    "{% cycle x, y %}",
                    "{% assign o = x[y] %}",
                    "{% assign o = x.size %}",
                    "{% assign o = x.first %}",
                    "{% assign o = x.last %}",
                    "{% assign o = [x] %}",
                    "{% assign o = (x..y) | first %}",
                    "{% capture o %}{{ x }}{% endcapture %}",
                    "{% ifchanged %}{{ x }}{% endifchanged %}",
                    "{{ x }}",
                    "{% include x %}",
                    "{% include 'p' for x %}",
                    "{% render 'p' for x %}",
                    "{% render 'p' with x %}");

    @Test
    void noFilterOrTagDoesMuchMoreThanItCounts() {
        double ordinary = ordinaryNanos();
        SortedMap<String, Value> all = HostileValues.all();
        SortedMap<String, Value> arguments = HostileValues.arguments();
        var random = new Random(20260704);
        var found = new ArrayList<String>();

        for (String shape : shapes()) {
            Template template = repeated(shape);
            List<List<String>> cases =
                    cases(shape, List.copyOf(all.keySet()), List.copyOf(arguments.keySet()));
            Collections.shuffle(cases, random);
            for (List<String> names : cases.subList(0, Math.min(CASES_MAX, cases.size()))) {
                double ratio = ratio(template, data(names, all), ordinary);
                if (ratio > RATIO_MAX) {
                    found.add("%.0f times: %s with %s".formatted(ratio, shape, names));
                    break;
                }
            }
        }

        assertThat(found).isEmpty();
    }

    /// A step in nanoseconds where names are looked up, filtered, compared and printed.
    private static double ordinaryNanos() {
        Template template =
                repeated(
                        "{{ i }}, {{ x | append: '!' | upcase }}{% if x == 'b' %}c{% endif %}"
                                + "{% assign o = x | size | plus: i %}");
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 2_000; i++) {
            best = Math.min(best, stepNanos(template, Map.of("x", Value.of("a name"))));
        }
        return best;
    }

    private static double ratio(Template template, Map<String, Value> data, double ordinary) {
        double best = stepNanos(template, data) / ordinary;
        for (int i = 1; i < TRIES && best > RATIO_MAX; i++) {
            best = Math.min(best, stepNanos(template, data) / ordinary);
        }
        return best;
    }

    /// Renders, collecting, so that no fault ends it before its steps are used up.
    private static double stepNanos(Template template, Map<String, Value> data) {
        RenderContext context = RenderContext.of(Value.map(data), NOW).withPartials(PARTIALS);
        long start = cpuNanos();
        template.renderCollecting(context);
        return (double) (cpuNanos() - start) / STEPS;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Template repeated(String body) {
        String source = "{% for q in (1..1000000) %}" + body + "{% endfor %}";
        return Template.parse("t", source, OPTIONS);
    }

    /// Every filter with every number of arguments it takes, and every tag that takes values.
    private static List<String> shapes() {
        var shapes = new ArrayList<String>(TAGS);
        for (String name : FilterSet.standard().names()) {
            FilterDefinition filter = FilterSet.standard().find(name).orElseThrow();
            for (int count = filter.argumentsMin(); count <= filter.argumentsMax(); count++) {
                String arguments = List.of("", ": y", ": y, z").get(count);
                // Only the size is kept, so that the limit of variables is not what ends it.
                shapes.add("{% assign o = x | " + name + arguments + " | size %}");
            }
        }
        return shapes;
    }

    /// Names of values for `x`, `y` and `z`, as far as the shape has them.
    private static List<List<String>> cases(
            String shape, List<String> inputs, List<String> arguments) {
        boolean second = shape.matches(".*\\by\\b.*");
        boolean third = shape.matches(".*\\bz\\b.*");
        var cases = new ArrayList<List<String>>();
        for (String x : inputs) {
            for (String y : second ? arguments : List.of("nil")) {
                for (String z : third ? arguments : List.of("nil")) {
                    cases.add(List.of(x, y, z));
                }
            }
        }
        return cases;
    }

    private static Map<String, Value> data(List<String> names, SortedMap<String, Value> all) {
        var data = new TreeMap<String, Value>();
        data.put("x", all.getOrDefault(names.get(0), Nil.NULL));
        data.put("y", all.getOrDefault(names.get(1), Nil.NULL));
        data.put("z", all.getOrDefault(names.get(2), Nil.NULL));
        return data;
    }
}
