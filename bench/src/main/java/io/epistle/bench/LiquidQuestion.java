package io.epistle.bench;

import com.sun.management.ThreadMXBean;

import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.RenderContext;
import io.epistle.liquid.filter.FilterDefinition;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;
import io.epistle.liquid.value.Whole;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// How many personalised mails a second of one core renders, beside liqp on the same Java and
/// liquidjs on Node where it is there.
///
/// All engines render the same template with the same data, parsed once, to text; the bytes are
/// compared before anything is timed.
final class LiquidQuestion implements Question {
    private static final int RUNS = 5;
    private static final double SECONDS = 2;
    private static final double WARM_SECONDS = 4;
    private static final int BATCH = 200;
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    /// The peers pad the days of dates otherwise than the reference does.
    private static final double AGREEING_LINES_MIN = 0.9;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Override
    public String name() {
        return "liquid";
    }

    @Override
    public String words() {
        return "How many mails does a second of one core render?";
    }

    @Override
    public Answer ask(Place place) {
        List<Path> files =
                place.real("liquid/email.liquid", "liquid/data.json")
                        .orElseThrow(() ->
                                new Unanswered(
                                        "Found no liquid/email.liquid and liquid/data.json in %s; name the folder that has them with -Depistle.data."
                                                .formatted(place.data())));
        String template = read(files.getFirst());
        String data = read(files.getLast());
        Engine epistle = epistle(template, data);
        Engine liqp = liqp(template, data);
        Optional<Liquidjs> liquidjs = Liquidjs.prepare(place, files);
        String expected = epistle.render().get();
        double liqpAgrees = agreeing("liqp", expected, liqp.render().get());
        Optional<Double> liquidjsAgrees =
                liquidjs.map(peer -> agreeing("liquidjs", expected, peer.text()));
        Answer.Collected collected = new Answer.Collected();
        epistle.warm();
        liqp.warm();
        for (int run = 0; run < RUNS; run++) {
            Speed ours = epistle.measure();
            Speed theirs = liqp.measure();
            collected.figure("rendersPerCpuSecond", ours.rendersPerCpuSecond());
            collected.figure("bytesAllocatedPerRender", ours.bytesPerRender());
            collected.figure("liqpRendersPerCpuSecond", theirs.rendersPerCpuSecond());
            collected.figure("liqpBytesAllocatedPerRender", theirs.bytesPerRender());
            collected.ratio("liqp", ours.rendersPerCpuSecond() / theirs.rendersPerCpuSecond());
            liquidjs.ifPresent(peer -> {
                double rate = peer.rendersPerCpuSecond(SECONDS);
                collected.figure("liquidjsRendersPerCpuSecond", rate);
                collected.ratio("liquidjs", ours.rendersPerCpuSecond() / rate);
            });
        }
        return collected.answer(
                "email.liquid, %,d bytes, gives %,d bytes"
                        .formatted(
                                template.length(),
                                expected.getBytes(StandardCharsets.UTF_8).length),
                "parsed once, rendered to text by one thread for %.0f s a run after warming up, CPU time of that thread; liqp gives %.0f %% of the lines as we do, liquidjs %s"
                        .formatted(
                                SECONDS,
                                100 * liqpAgrees,
                                liquidjsAgrees
                                        .map(share -> "%.0f %%".formatted(100 * share))
                                        .orElse("is not there")));
    }

    /// An engine with the template parsed and the data ready.
    ///
    /// @param render renders once
    private record Engine(Supplier<String> render) {
        void warm() {
            Speed _ = measure(WARM_SECONDS);
        }

        Speed measure() {
            return measure(SECONDS);
        }

        private Speed measure(double seconds) {
            long renders = 0;
            long letters = 0;
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long began = THREADS.getCurrentThreadCpuTime();
            long cpu = 0;
            while (cpu < seconds * 1e9) {
                for (int index = 0; index < BATCH; index++) {
                    letters += render.get().length();
                }
                renders += BATCH;
                cpu = THREADS.getCurrentThreadCpuTime() - began;
            }
            if (letters == 0) {
                throw new Unanswered("A render gave nothing.");
            }
            return new Speed(
                    renders / (cpu / 1e9),
                    (double) (THREADS.getCurrentThreadAllocatedBytes() - bytes) / renders);
        }
    }

    private record Speed(double rendersPerCpuSecond, double bytesPerRender) {}

    private static Engine epistle(String template, String data) {
        io.epistle.liquid.Template parsed =
                io.epistle.liquid.Template.parse(
                        "email",
                        template,
                        LiquidOptions.standard()
                                .withFilters(
                                        List.of(
                                                FilterDefinition.of(
                                                        "money",
                                                        1,
                                                        (amount, arguments, _) ->
                                                                Value.of(
                                                                        money(
                                                                                plain(amount),
                                                                                plain(
                                                                                        arguments
                                                                                                .at(
                                                                                                        0))))))));
        if (!(value(JsonMapper.shared().readTree(data)) instanceof Mapping mapping)) {
            throw new Unanswered("The data are no JSON object.");
        }
        RenderContext context = RenderContext.of(mapping, NOW);
        return new Engine(() -> parsed.render(context));
    }

    private static Value value(JsonNode node) {
        if (node.isObject()) {
            Map<String, Value> entries = new LinkedHashMap<>();
            node.properties()
                    .forEach(entry -> entries.put(entry.getKey(), value(entry.getValue())));
            return Value.map(entries);
        }
        if (node.isArray()) {
            List<Value> items = new ArrayList<>();
            node.forEach(item -> items.add(value(item)));
            return Value.list(items);
        }
        if (node.isBoolean()) {
            return Value.of(node.booleanValue());
        }
        if (node.isIntegralNumber()) {
            return Value.of(node.bigIntegerValue());
        }
        return node.isNumber() ? Value.of(node.decimalValue()) : Value.of(node.stringValue(null));
    }

    private static Engine liqp(String template, String data) {
        liqp.Template parsed =
                new liqp.TemplateParser.Builder()
                        .withFilter(
                                new liqp.filters.Filter("money") {
                                    @Override
                                    public Object apply(
                                            Object amount,
                                            liqp.TemplateContext context,
                                            Object... arguments) {
                                        return money(
                                                String.valueOf(amount),
                                                String.valueOf(arguments[0]));
                                    }
                                })
                        .build()
                        .parse(template);
        Map<String, Object> map = map(JsonMapper.shared().readTree(data));
        return new Engine(() -> parsed.render(map));
    }

    private static Map<String, Object> map(JsonNode node) {
        Map<String, Object> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> entries.put(entry.getKey(), plain(entry.getValue())));
        return entries;
    }

    @SuppressWarnings("NullAway") // liqp knows nothing by null.
    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            return map(node);
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        return node.isNumber() ? node.doubleValue() : node.stringValue(null);
    }

    private static String plain(Value value) {
        return switch (value) {
            case Whole(long number) -> Long.toString(number);
            case Text(String text, boolean _) -> text;
            default -> throw new Unanswered("The filter money found %s.".formatted(value));
        };
    }

    /// The one filter of the template that no engine has of its own: cents as `12.34 EUR`.
    private static String money(String cents, String currency) {
        String digits = "00".substring(Math.min(2, cents.length() - 1)) + cents;
        int point = digits.length() - 2;
        return digits.substring(0, point) + "." + digits.substring(point) + " " + currency;
    }

    /// The share of lines of the first that are lines of the second in the same place, blanks
    /// around them aside.
    ///
    /// @throws Unanswered where it is so small that the engines do not do the same work
    private static double agreeing(String peer, String left, String right) {
        List<String> lefts =
                left.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        List<String> rights =
                right.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        long same = 0;
        for (int index = 0; index < Math.min(lefts.size(), rights.size()); index++) {
            same += lefts.get(index).equals(rights.get(index)) ? 1 : 0;
        }
        double share = (double) same / Math.max(lefts.size(), rights.size());
        if (share < AGREEING_LINES_MIN) {
            throw new Unanswered(
                    "%s agrees in %.0f %% of the lines only; something is wrong with the input."
                            .formatted(peer, 100 * share));
        }
        return share;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
