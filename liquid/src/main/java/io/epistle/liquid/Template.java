package io.epistle.liquid;

import io.epistle.liquid.parse.TemplateParser;
import io.epistle.liquid.render.Interpreter;
import io.epistle.liquid.render.Output;
import io.epistle.liquid.tree.Body;

import java.io.IOException;
import java.util.List;

/// A parsed template. Immutable: any number of threads may render one at the same time.
public final class Template {
    private final Source source;
    private final LiquidOptions options;
    private final Body body;
    private final List<Problem> warnings;

    private Template(Source source, LiquidOptions options, Body body, List<Problem> warnings) {
        this.source = source;
        this.options = options;
        this.body = body;
        this.warnings = warnings;
    }

    /// Parses a template.
    ///
    /// @param name its name, for messages
    /// @param source what was written
    /// @param options how it is read
    /// @throws LiquidException with everything that is wrong with it
    public static Template parse(String name, String source, LiquidOptions options) {
        var text = new Source(name, source);
        TemplateParser.Parsed parsed = TemplateParser.parse(text, options);
        boolean broken =
                parsed.problems().stream()
                        .anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        if (broken) {
            throw new LiquidException(parsed.problems());
        }
        return new Template(text, options, parsed.body(), parsed.problems());
    }

    /// Everything wrong with a source, warnings included; empty where nothing is.
    public static List<Problem> check(String name, String source, LiquidOptions options) {
        return TemplateParser.parse(new Source(name, source), options).problems();
    }

    /// The name given when parsing.
    public String name() {
        return source.name();
    }

    /// What was written.
    public String source() {
        return source.text();
    }

    /// How it was read.
    public LiquidOptions options() {
        return options;
    }

    /// The tree.
    public Body body() {
        return body;
    }

    /// What is probably not meant, though it runs.
    public List<Problem> warnings() {
        return warnings;
    }

    /// The line from 1 that an offset of this template's source lies in.
    public int line(int position) {
        return source.line(position);
    }

    /// A problem at an offset of this template's source.
    public Problem problem(int position, String message) {
        return source.problem(Problem.Severity.ERROR, position, message, "");
    }

    /// Renders to a string.
    ///
    /// @throws LiquidException at the first fault; nothing is half done
    /// @throws RenderAborted where a tag gives the render up
    public String render(RenderContext context) {
        Output output = newOutput();
        render(context, output);
        return output.toString();
    }

    /// Renders to UTF-8 bytes.
    ///
    /// @throws LiquidException at the first fault
    /// @throws RenderAborted where a tag gives the render up
    public byte[] renderBytes(RenderContext context) {
        Output output = newOutput();
        render(context, output);
        return output.toByteArray();
    }

    /// Renders and appends; nothing is appended where the render fails.
    ///
    /// @throws LiquidException at the first fault
    /// @throws IOException where `target` cannot be written
    public void render(RenderContext context, Appendable target) throws IOException {
        target.append(render(context));
    }

    /// Renders into a buffer the caller reuses; what it held before is kept in front. After a fault
    /// the caller resets it.
    ///
    /// @throws LiquidException at the first fault
    /// @throws RenderAborted where a tag gives the render up
    public void render(RenderContext context, Output output) {
        Interpreter.render(this, context, output);
    }

    /// Renders on behind faults, for previews and checks. Reaching a limit still ends the render.
    ///
    /// @throws RenderAborted where a tag gives the render up
    public Rendering renderCollecting(RenderContext context) {
        Output output = newOutput();
        List<Problem> problems = Interpreter.renderCollecting(this, context, output);
        return new Rendering(output.toString(), problems);
    }

    private Output newOutput() {
        // Values are mostly longer than the tags that print them, so the source is a fair guess.
        return new Output(source.text().length() + source.text().length() / 2);
    }
}
