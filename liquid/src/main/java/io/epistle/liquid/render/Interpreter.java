package io.epistle.liquid.render;

import io.epistle.liquid.LimitReached;
import io.epistle.liquid.LiquidException;
import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.Problem;
import io.epistle.liquid.RenderContext;
import io.epistle.liquid.Template;
import io.epistle.liquid.tree.Body;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Renders the nodes of a template. One interpreter serves one render of one template; `render`
/// makes another one for its partial, which shares budget, output and faults.
public final class Interpreter {
    private final Evaluator evaluator;
    private final Registers registers;
    private final Output output;
    private final Printer printer;
    private final Faults faults;

    /// Ends a render that goes on behind faults, at a limit that is told.
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended() {
            super(null, null, false, false);
        }
    }

    private Interpreter(Evaluator evaluator, Output output, Faults faults) {
        this.evaluator = evaluator;
        this.registers = new Registers();
        this.output = output;
        this.printer = new Printer(evaluator, output);
        this.faults = faults;
    }

    /// Renders up to the first fault.
    ///
    /// @throws LiquidException with that fault
    public static void render(Template template, RenderContext context, Output output) {
        run(template, context, output, new Faults(false));
    }

    /// Renders on behind faults and returns them.
    public static List<Problem> renderCollecting(
            Template template, RenderContext context, Output output) {
        var faults = new Faults(true);
        run(template, context, output, faults);
        return faults.problems();
    }

    private static void run(
            Template template, RenderContext context, Output output, Faults faults) {
        var budget = new Budget(template.options().limits());
        var evaluator = new Evaluator(template, context, new Scope(), budget);
        var interpreter = new Interpreter(evaluator, output, faults);
        int before = output.length();
        output.limit(
                (int)
                        Math.min(
                                Integer.MAX_VALUE - 16L,
                                (long) before + budget.limits().outputBytesMax()));
        try {
            interpreter.template(template);
        } catch (Ended told) {
            // its limit is among the problems
        }
    }

    Evaluator evaluator() {
        return evaluator;
    }

    Registers registers() {
        return registers;
    }

    Output output() {
        return output;
    }

    /// An interpreter for a partial that shares nothing but data, budget, output and faults.
    Interpreter isolated(Template partial) {
        return new Interpreter(evaluator.isolated(partial), output, faults);
    }

    /// Renders the template this interpreter is for.
    ///
    /// @throws LiquidException with the fault that ended it, told at its place in this template
    void template(Template template) {
        try {
            body(template.body());
        } catch (LimitReached limit) {
            throw ended(limit, 0);
        } catch (LiquidFault fault) {
            throw new LiquidException(List.of(evaluator.place().problem(fault)));
        }
    }

    /// Renders nodes until the last one or an interrupt.
    void body(Body body) {
        List<Node> nodes = body.nodes();
        int count = nodes.size();
        Budget budget = evaluator.budget();
        budget.render(count);
        budget.enter();
        for (int i = 0; i < count; i++) {
            Node node = nodes.get(i);
            if (faults.collecting()) {
                collect(node);
            } else {
                node(node);
            }
            // As in the reference, text behind an interrupt is still written up to the next node.
            if (registers.interrupt() != Interrupt.NONE && !(node instanceof Node.Static)) {
                break;
            }
        }
        budget.leave();
    }

    /// Renders a branch that was chosen.
    void branch(int position, Body body) {
        evaluator.taken(position);
        body(body);
    }

    void print(Value value) {
        printer.print(value);
    }

    private void collect(Node node) {
        Evaluator.Mark mark = evaluator.mark();
        ForLoop loop = registers.innermost();
        int depth = evaluator.budget().depth();
        try {
            node(node);
        } catch (LimitReached limit) {
            throw ended(limit, node.position());
        } catch (LiquidFault fault) {
            chargeFault(node);
            faults.add(evaluator.place().problem(fault));
            String printed = fault.printed();
            back(mark, depth, loop);
            tell(node, evaluator.place().printed(printed, node.position()));
        } catch (LiquidException unreadable) {
            chargeFault(node);
            unreadable.problems().forEach(faults::add);
            back(mark, depth, loop);
            tell(node, Faults.printed(unreadable.problems().getFirst()));
        }
    }

    private void chargeFault(Node node) {
        try {
            evaluator.charge(Faults.STEPS);
        } catch (LimitReached limit) {
            throw ended(limit, node.position());
        }
    }

    private void back(Evaluator.Mark mark, int depth, @Nullable ForLoop loop) {
        evaluator.reset(mark);
        evaluator.budget().depth(depth);
        registers.innermost(loop);
    }

    private void tell(Node node, String printed) {
        if (!node.silent()) {
            print(Text.plain(printed));
        }
    }

    /// What ends a render at a limit. One that goes on behind faults tells of it in the output,
    /// where there is room.
    private RuntimeException ended(LimitReached limit, int position) {
        Problem problem = evaluator.place().problem(limit);
        if (!faults.collecting()) {
            return new LiquidException(List.of(problem));
        }
        faults.end(problem);
        output.appendIfRoom(evaluator.place().printed(limit.printed(), position));
        return new Ended();
    }

    private void node(Node node) {
        switch (node) {
            case Node.Static text -> output.append(text.utf8());
            case Node.Print print -> print(print);
            case Node.If choice -> Choices.choose(this, choice);
            case Node.For loop -> Loops.forLoop(this, loop);
            case Node.Assign assign -> assign(assign);
            case Node.Capture capture -> Captures.capture(this, capture);
            case Node.Case choice -> Choices.choose(this, choice);
            case Node.Cycle cycle -> Counts.cycle(this, cycle);
            case Node.Count count -> Counts.count(this, count);
            case Node.TableRow row -> Loops.tableRow(this, row);
            case Node.IfChanged changed -> Captures.ifChanged(this, changed);
            case Node.Include include -> PartialNodes.include(this, include);
            case Node.Render render -> PartialNodes.render(this, render);
            case Node.Break stop -> registers.interrupt(Interrupt.BREAK);
            case Node.Continue skip -> registers.interrupt(Interrupt.CONTINUE);
            case Node.Custom custom -> custom.tag().render(new CustomTagContext(this, custom));
        }
    }

    private void print(Node.Print print) {
        evaluator.at(print.position());
        print(evaluator.evaluate(print.value()));
    }

    private void assign(Node.Assign assign) {
        evaluator.at(assign.position());
        evaluator.assign(assign.name(), evaluator.evaluate(assign.value()));
    }
}
