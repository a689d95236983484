package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.liquid.render.Output;
import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class ConcurrencyTest {
    private static final int THREADS = 8;
    private static final int RENDERS_PER_THREAD = 25_000;

    /// Every tag with a memory, so that a memory shared by two renders would show.
    private static final String SOURCE =
            "{% assign who = name | upcase %}{% capture all %}{% for i in items %}{% cycle 'a', 'b'"
                + " %}{{ forloop.index }}{{ i }}{% ifchanged %}{{ who }}{% endifchanged %}{% endfor"
                + " %}{% endcapture %}{{ all }}{% increment n %}{% increment n %}{{ n }}{% for i in"
                + " items limit: 1 %}{% endfor %}{% for i in items offset: continue %}{{ i }}{%"
                + " endfor %}{% render 'part', who: name %}";

    @Test
    void eightThreadsShareOneTemplateWithoutMixingReaders()
            throws ExecutionException, InterruptedException {
        Partials partials = Partials.of(Map.of("part", "<{{ who }}>"), LiquidOptions.standard());
        Template template = Template.parse("shared", SOURCE, LiquidOptions.standard());

        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var results = new ArrayList<Future<Integer>>();
            for (int thread = 0; thread < THREADS; thread++) {
                results.add(threads.submit(wrongRenders(template, partials, thread)));
            }

            for (Future<Integer> wrong : results) {
                assertThat(wrong.get()).isZero();
            }
        }
    }

    /// Renders for readers of its own and counts outputs that are not theirs.
    private static Callable<Integer> wrongRenders(
            Template template, Partials partials, int thread) {
        return () -> {
            var buffer = new Output(64);
            int wrong = 0;
            for (int i = 0; i < RENDERS_PER_THREAD; i++) {
                String name = "p" + thread + "x" + i;
                buffer.reset();
                template.render(context(name, partials), buffer);
                wrong += buffer.toString().equals(expected(name)) ? 0 : 1;
            }
            return wrong;
        };
    }

    private static RenderContext context(String name, Partials partials) {
        Value items = Value.list(List.of(Value.of(name + "1"), Value.of(name + "2")));
        return RenderContext.of(
                        Value.map(Map.of("name", Value.of(name), "items", items)), Instant.EPOCH)
                .withPartials(partials);
    }

    private static String expected(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return "a1" + name + "1" + upper + "b2" + name + "2" + "012" + name + "2<" + name + ">";
    }
}
