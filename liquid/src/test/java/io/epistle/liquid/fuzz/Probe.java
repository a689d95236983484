package io.epistle.liquid.fuzz;

import io.epistle.liquid.LiquidException;
import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.Problem;
import io.epistle.liquid.RenderContext;
import io.epistle.liquid.Rendering;
import io.epistle.liquid.Template;
import io.epistle.liquid.analysis.Analysis;
import io.epistle.liquid.analysis.VariableUse;
import io.epistle.liquid.render.Output;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What must hold for every template and all data. A breach is an [AssertionError]; any other
/// throwable that comes out is one as well.
public final class Probe {
    /// Far more than any template may take under small limits, even where a fuzzer slows it down.
    private static final Duration TIME_MAX = Duration.ofSeconds(5);

    private Probe() {}

    /// Reads a source: problems are told twice alike and inside the source, and what can be read
    /// can be analysed.
    ///
    /// @return the template, empty where it has errors
    public static Optional<Template> parsed(String source, LiquidOptions options) {
        long start = cpuNanos();
        List<Problem> problems = Template.check("probe", source, options);
        require(problems.equals(Template.check("probe", source, options)), "told twice alike");
        problems.forEach(Probe::told);
        Optional<Template> template = template(source, options);
        boolean broken = problems.stream().anyMatch(Probe::isError);
        require(broken == template.isEmpty(), "parse refuses what check calls an error");
        template.ifPresent(Probe::analysed);
        inTime(start);
        return template;
    }

    /// Renders a template in every way there is and compares the ways.
    public static void rendered(Template template, RenderContext context) {
        long start = cpuNanos();
        String outcome = outcome(template, context);
        require(outcome.equals(outcome(template, context)), "renders twice alike");
        Rendering collected = template.renderCollecting(context);
        require(collected.equals(template.renderCollecting(context)), "collects twice alike");
        collected.problems().forEach(Probe::told);
        String first =
                collected.problems().isEmpty()
                        ? collected.text()
                        : collected.problems().getFirst().display();
        require(
                first.equals(outcome),
                "the first fault collected is the one that ends a render: "
                        + first
                        + " / "
                        + outcome);
        within(template, collected.text());
        inTime(start);
    }

    /// The text, or the fault that ended the render.
    private static String outcome(Template template, RenderContext context) {
        var buffer = new Output(64);
        buffer.append("before");
        try {
            String text = template.render(context);
            require(text.equals(strictText(template.renderBytes(context))), "bytes are the text");
            template.render(context, buffer);
            require(buffer.toString().equals("before" + text), "a buffer gets the text appended");
            within(template, text);
            return text;
        } catch (LiquidException fault) {
            require(fault.problems().size() == 1, "a render ends with one problem");
            told(fault.problems().getFirst());
            return fault.problems().getFirst().display();
        }
    }

    private static Optional<Template> template(String source, LiquidOptions options) {
        try {
            return Optional.of(Template.parse("probe", source, options));
        } catch (LiquidException refused) {
            require(refused.problems().stream().anyMatch(Probe::isError), "a refusal has an error");
            return Optional.empty();
        }
    }

    private static void analysed(Template template) {
        Analysis analysis = Analysis.of(template);
        require(analysis.equals(Analysis.of(template)), "analysed twice alike");
        for (VariableUse use : analysis.variables()) {
            if (use.written().contains("'") && use.written().contains("\"")) {
                // Lax reading makes keys with both, which no text of Liquid can hold.
                continue;
            }
            // In a tag a text may hold every character but the tag's end.
            String reprinted = "{% assign x = " + use.written() + " %}";
            List<VariableUse> again =
                    template(reprinted, LiquidOptions.standard())
                            .map(tag -> Analysis.of(tag).variables())
                            .orElse(List.of());
            require(
                    again.stream().anyMatch(other -> other.written().equals(use.written())),
                    "reads back " + reprinted);
        }
    }

    private static boolean isError(Problem problem) {
        return problem.severity() == Problem.Severity.ERROR;
    }

    private static void told(Problem problem) {
        require(problem.line() >= 1 && problem.column() >= 1, "a problem has a place");
        require(problem.message().length() <= 500, "a problem is one sentence");
        require(problem.mark() <= problem.excerpt().length() + 1, "a mark lies in its excerpt");
        require(!problem.display().isEmpty(), "a problem can be shown");
    }

    private static void within(Template template, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        require(bytes <= template.options().limits().outputBytesMax(), "output keeps its limit");
    }

    private static String strictText(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException broken) {
            throw new AssertionError("the output is not UTF-8", broken);
        }
    }

    /// Processor time, which other work on the machine does not add to.
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void inTime(long start) {
        require(cpuNanos() - start < TIME_MAX.toNanos(), "takes less than " + TIME_MAX);
    }

    private static void require(boolean holds, String law) {
        if (!holds) {
            throw new AssertionError("broken: " + law);
        }
    }
}
