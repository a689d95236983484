package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import io.epistle.liquid.analysis.Analysis;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntFunction;

/// Four times the source takes four times the work to read and to analyse, however it is built.
/// Work is counted in bytes allocated, which are the same on every machine, and, for scans that
/// allocate nothing, in processor time with room for chance.
class LinearTest {
    private static final int SIZE = 20_000;
    private static final int TIMES = 4;
    private static final double WORK_RATIO_MAX = 5;
    private static final double TIME_RATIO_MAX = 10;
    private static final double SECONDS_NEGLIGIBLE = 0.05;
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// Pieces of which a template of any length is made.
    private static final List<String> PIECES =
            List.of(
                    "{{ a }}",
                    "{{ a.b['c'][0] | default: d | append: 'x' }}\n",
                    "{{",
                    "}}",
                    "{{ '",
                    "{{ \" }}",
                    "{{ ' }}",
                    "{%",
                    "{% if a %}",
                    "{% if a %}{% endif %}",
                    "{% endif %}",
                    "{% else %}",
                    "{% liquid x %}",
                    "{% liquid\nif a\necho b\nendif %}",
                    "{% comment %}",
                    "{% raw %}",
                    "{% doc %}{% doc",
                    "{% assign a = a.b %}",
                    "{% assign a = b.c.d.e %}{{ a.f.g }}",
                    "{% for a in a %}{{ a }}{% endfor %}",
                    "{% unknown %}",
                    "{{ a | unknown }}",
                    "{% capture x %}{% endcapture %}",
                    "{% case a %}{% when 1 %}{% when 1 %}{% endcase %}",
                    "{% cycle a, 'b' %}",
                    "<!-- -->",
                    "{",
                    "%}",
                    "-",
                    " ",
                    "\n",
                    "{%- -%}",
                    "{{ a[a[a[a]]] }}");

    /// Templates that are one tag of any length.
    private static final List<IntFunction<String>> LONG_TAGS =
            List.of(
                    count -> "{{ a" + ".b".repeat(count) + " }}",
                    count -> "{{ a" + " | upcase".repeat(count) + " }}",
                    count -> "{% if a" + " and a".repeat(count) + " %}{% endif %}",
                    count -> "{% if a %}" + "{% elsif a == 1 %}".repeat(count) + "{% endif %}",
                    count -> "{% case a %}{% when 1" + ", 2, b".repeat(count) + " %}{% endcase %}",
                    count -> "{% cycle 1" + ", 'x'".repeat(count) + " %}",
                    count -> "{% render 'x'" + ", y: z".repeat(count) + " %}",
                    count -> "{% for a in b" + " limit: 1".repeat(count) + " %}{% endfor %}",
                    count -> "{{ a | join: " + "b, ".repeat(count) + "c }}",
                    count -> "{{ " + "(".repeat(count) + " }}",
                    count -> "{{ a" + "[a".repeat(count) + " }}",
                    count -> "{{ " + "9".repeat(count) + " }}",
                    count -> "{{ '" + "x".repeat(count) + " }}",
                    count -> "{% " + "x".repeat(count) + " %}",
                    count -> "{{ a | " + "x".repeat(count) + " }}",
                    count -> "{% liquid" + "\nassign a = a.b".repeat(count) + " %}");

    @Test
    void repeatedPiecesAreReadAndAnalysedInLinearWork() {
        for (String piece : PIECES) {
            linear(piece, length -> piece.repeat(1 + length / piece.length()));
        }
    }

    @Test
    void longTagsAreReadAndAnalysedInLinearWork() {
        for (IntFunction<String> tag : LONG_TAGS) {
            linear(tag.apply(2), length -> tag.apply(length / 4));
        }
    }

    private static void linear(String shape, IntFunction<String> source) {
        for (Mode mode : Mode.values()) {
            Work small = Work.best(source.apply(SIZE), mode);
            Work large = Work.best(source.apply(SIZE * TIMES), mode);

            assertThat(large.bytes() / (small.bytes() + SIZE))
                    .as("bytes for " + shape + " " + mode)
                    .isLessThan(WORK_RATIO_MAX);
            assertThat(large.seconds() / (small.seconds() + SECONDS_NEGLIGIBLE))
                    .as("time for " + shape + " " + mode)
                    .isLessThan(TIME_RATIO_MAX);
        }
    }

    /// What reading and analysing took.
    private record Work(double bytes, double seconds) {
        /// The least of three, since other work on the machine only ever adds.
        static Work best(String source, Mode mode) {
            double bytes = Double.MAX_VALUE;
            double seconds = Double.MAX_VALUE;
            for (int i = 0; i < 3; i++) {
                Work work = of(source, mode);
                bytes = Math.min(bytes, work.bytes());
                seconds = Math.min(seconds, work.seconds());
            }
            return new Work(bytes, seconds);
        }

        private static Work of(String source, Mode mode) {
            LiquidOptions options = LiquidOptions.standard().withMode(mode);
            long bytes = THREAD.getCurrentThreadAllocatedBytes();
            long nanos = THREAD.getCurrentThreadCpuTime();
            try {
                Template template = Template.parse("t", source, options);
                assertThat(Analysis.of(template).dynamicPartials()).isFalse();
            } catch (LiquidException refused) {
                assertThat(refused.problems()).isNotEmpty();
            }
            return new Work(
                    THREAD.getCurrentThreadAllocatedBytes() - bytes,
                    (THREAD.getCurrentThreadCpuTime() - nanos) / 1e9);
        }
    }
}
