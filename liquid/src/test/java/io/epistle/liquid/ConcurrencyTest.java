package io.epistle.liquid;

import static org.assertj.core.api.Assertions.assertThat;

import io.epistle.liquid.filter.FilterDefinition;
import io.epistle.liquid.fuzz.Choice;
import io.epistle.liquid.fuzz.DataGrammar;
import io.epistle.liquid.fuzz.TemplateGrammar;
import io.epistle.liquid.render.Output;
import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Emptiness;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Moment;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.NumberValue;
import io.epistle.liquid.value.Range;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Eight threads render templates they share, a million times in all, each time for a reader of its
/// own; every output must be, byte for byte, what one thread alone has rendered for that reader.
class ConcurrencyTest {
    private static final int THREADS = 8;
    private static final int RENDERS_PER_THREAD = 125_000;
    private static final int READERS = 16;
    private static final int RANDOM_TEMPLATES = 24;
    private static final int COLLECTED_ONE_IN = 8;
    private static final Instant NOW = Instant.parse("2026-07-01T06:30:00Z");

    /// A random template may loop over what it likes; a small limit keeps it quick, and is one more
    /// thing that is counted for each render alone.
    private static final Limits LIMITS = new Limits(300, 20_000, 20_000, 30, 5);

    /// Every tag with a memory, so that a memory shared by two renders would show.
    private static final String SOURCE =
            "{% assign who = name | upcase %}{% capture all %}{% for i in items %}{% cycle 'a', 'b'"
                + " %}{{ forloop.index }}{{ i }}{% ifchanged %}{{ who }}{% endifchanged %}{% endfor"
                + " %}{% endcapture %}{{ all }}{% increment n %}{% increment n %}{{ n }}{% for i in"
                + " items limit: 1 %}{% endfor %}{% for i in items offset: continue %}{{ i }}{%"
                + " endfor %}{% render 'part', who: name %}{% tablerow i in items cols: 2 %}{{ i"
                + " }}{% endtablerow %}{% include 'part' with name as who %}{{ name | slice: name"
                + " }}";

    /// A template and what each reader must get.
    private record Shared(Template template, List<RenderContext> readers, List<Expected> expected) {
        static Shared of(Template template, List<RenderContext> readers) {
            return new Shared(
                    template,
                    readers,
                    readers.stream().map(reader -> Expected.of(template, reader)).toList());
        }
    }

    /// What one thread alone renders.
    @SuppressWarnings("ArrayRecordComponent") // compared by its content, by hand
    private record Expected(byte[] bytes, Rendering collected) {
        static Expected of(Template template, RenderContext context) {
            return new Expected(
                    strict(template, context, new Output(64)), template.renderCollecting(context));
        }
    }

    @Test
    void eightThreadsRenderAMillionTimesWithoutMixingReaders()
            throws ExecutionException, InterruptedException, IOException {
        List<Shared> all = templates();

        long distinct =
                all.getFirst().expected().stream()
                        .map(expected -> Arrays.hashCode(expected.bytes()))
                        .distinct()
                        .count();
        assertThat(distinct).isEqualTo(READERS);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var results = new ArrayList<Future<Integer>>();
            for (int thread = 0; thread < THREADS; thread++) {
                results.add(threads.submit(wrongRenders(all, thread)));
            }
            for (Future<Integer> wrong : results) {
                assertThat(wrong.get()).isZero();
            }
        }
    }

    /// Renders for readers by chance and counts outputs that are not theirs.
    private static Callable<Integer> wrongRenders(List<Shared> all, int thread) {
        return () -> {
            var random = new Random(thread);
            var buffer = new Output(64);
            int wrong = 0;
            for (int i = 0; i < RENDERS_PER_THREAD; i++) {
                Shared shared = all.get(random.nextInt(all.size()));
                int reader = random.nextInt(READERS);
                RenderContext context = shared.readers().get(reader);
                Expected expected = shared.expected().get(reader);
                boolean same =
                        i % COLLECTED_ONE_IN == 0
                                ? shared.template()
                                        .renderCollecting(context)
                                        .equals(expected.collected())
                                : Arrays.equals(
                                        strict(shared.template(), context, buffer),
                                        expected.bytes());
                wrong += same ? 0 : 1;
            }
            return wrong;
        };
    }

    /// The output, or behind what was written of it the fault that ended it.
    private static byte[] strict(Template template, RenderContext context, Output buffer) {
        buffer.reset();
        try {
            template.render(context, buffer);
        } catch (LiquidException fault) {
            buffer.append(fault.problems().getFirst().display());
        }
        return buffer.toByteArray();
    }

    private static List<Shared> templates() throws IOException {
        LiquidOptions options = LiquidOptions.html().withLimits(LIMITS);
        Partials partials =
                Partials.of(Map.of("part", "<{{ who }}{{ item }}{% cycle 1, 2 %}>"), options);
        var all = new ArrayList<Shared>();
        List<RenderContext> named =
                IntStream.range(0, READERS).mapToObj(reader -> named(reader, partials)).toList();
        all.add(Shared.of(Template.parse("memory", SOURCE, options), named));
        var choice = Choice.seeded(20260703);
        var grammar = new TemplateGrammar(choice);
        for (int i = 0; i < RANDOM_TEMPLATES; i++) {
            Template template =
                    Template.parse(
                            "random" + i,
                            "{{ reader }}" + grammar.template(),
                            options.withMode(Mode.LAX));
            var readers = new ArrayList<RenderContext>();
            for (int reader = 0; reader < READERS; reader++) {
                readers.add(made(new DataGrammar(choice).variables(), reader, partials));
            }
            all.add(Shared.of(template, readers));
        }
        email(all);
        return all;
    }

    private static RenderContext named(int reader, Partials partials) {
        String name = "p" + reader;
        Value items = Value.list(List.of(Value.of(name + "1"), Value.of(name + "2")));
        return RenderContext.of(Value.map(Map.of("name", Value.of(name), "items", items)), NOW)
                .withPartials(partials);
    }

    private static RenderContext made(Mapping variables, int reader, Partials partials) {
        var data = new LinkedHashMap<String, Value>();
        variables.keys().forEach(key -> data.put(key, variables.get(key)));
        data.put("reader", Value.of(reader));
        return RenderContext.of(Value.map(data), NOW).withPartials(partials);
    }

    /// The mail of the benchmark, where its data are there.
    private static void email(List<Shared> all) throws IOException {
        Path folder = Path.of(System.getProperty("epistle.data", "../shared/data"), "liquid");
        if (!Files.exists(folder.resolve("email.liquid"))) {
            System.out.println("liquid concurrency: without email.liquid, not found in " + folder);
            return;
        }
        LiquidOptions options =
                LiquidOptions.html()
                        .withFilters(
                                List.of(
                                        FilterDefinition.of(
                                                "money", 1, (amount, arguments, _) -> amount)));
        Template template =
                Template.parse("email", Files.readString(folder.resolve("email.liquid")), options);
        Value data = Json.read(Files.readString(folder.resolve("data.json")));
        all.add(
                Shared.of(
                        template,
                        IntStream.range(0, READERS)
                                .mapToObj(reader ->
                                        RenderContext.of((Mapping) marked(data, reader), NOW))
                                .toList()));
    }

    /// The same data with every text marked as the reader's; dates and addresses stay as they are.
    private static Value marked(Value value, int reader) {
        return switch (value) {
            case Text text when text.value().matches("[A-Za-z].*") && !text.value().contains(":") ->
                    Value.of(text.value() + " (" + reader + ")");
            case Sequence sequence ->
                    Value.list(
                            IntStream.range(0, sequence.size())
                                    .mapToObj(index -> marked(sequence.get(index), reader))
                                    .toList());
            case Mapping mapping -> {
                var entries = new LinkedHashMap<String, Value>();
                mapping.keys().forEach(key -> entries.put(key, marked(mapping.get(key), reader)));
                yield Value.map(entries);
            }
            case Text _, NumberValue _, Nil _, Bool _, Moment _, Range _, Emptiness _ -> value;
        };
    }
}
