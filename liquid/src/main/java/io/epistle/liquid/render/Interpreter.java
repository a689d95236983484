package io.epistle.liquid.render;

import io.epistle.liquid.LimitReached;
import io.epistle.liquid.LiquidException;
import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.Problem;
import io.epistle.liquid.RenderContext;
import io.epistle.liquid.Template;
import io.epistle.liquid.tree.Body;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.BigWhole;
import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Comparisons;
import io.epistle.liquid.value.Decimal;
import io.epistle.liquid.value.Emptiness;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Moment;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Range;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Texts;
import io.epistle.liquid.value.Value;
import io.epistle.liquid.value.Whole;

import java.util.ArrayList;
import java.util.List;

/// Renders the nodes of a template. One interpreter serves one render of one template; `render`
/// makes another one for its partial, which shares budget and output.
public final class Interpreter {
    /// Faults of one render past which the author has seen enough.
    private static final int PROBLEMS_MAX = 100;

    /// Steps that telling a fault costs: a message and its place.
    private static final int FAULT_STEPS = 32;

    private final Evaluator evaluator;
    private final Registers registers;
    private final Output output;
    private final boolean collecting;
    private final List<Problem> problems;

    private Interpreter(
            Evaluator evaluator, Output output, boolean collecting, List<Problem> problems) {
        this.evaluator = evaluator;
        this.registers = new Registers();
        this.output = output;
        this.collecting = collecting;
        this.problems = problems;
    }

    /// Renders up to the first fault.
    ///
    /// @throws LiquidException with that fault
    public static void render(Template template, RenderContext context, Output output) {
        run(template, context, output, false);
    }

    /// Renders on behind faults and returns them.
    public static List<Problem> renderCollecting(
            Template template, RenderContext context, Output output) {
        return run(template, context, output, true);
    }

    private static List<Problem> run(
            Template template, RenderContext context, Output output, boolean collecting) {
        var budget = new Budget(template.options().limits());
        var problems = new ArrayList<Problem>();
        var evaluator = new Evaluator(template, context, new Scope(), budget);
        var interpreter = new Interpreter(evaluator, output, collecting, problems);
        int before = output.length();
        output.limit(
                (int)
                        Math.min(
                                Integer.MAX_VALUE - 16L,
                                (long) before + budget.limits().outputBytesMax()));
        try {
            interpreter.template(template);
        } catch (LiquidException ended) {
            if (!collecting) {
                throw ended;
            }
            problems.addAll(ended.problems());
        }
        return problems;
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

    /// An interpreter for a partial that shares nothing but data, budget and output.
    Interpreter isolated(Template partial) {
        return new Interpreter(evaluator.isolated(partial), output, collecting, problems);
    }

    /// Renders the template this interpreter is for.
    ///
    /// @throws LiquidException with the fault that ended it, told at its place in this template
    void template(Template template) {
        try {
            body(template.body());
        } catch (LiquidFault fault) {
            throw new LiquidException(List.of(problem(fault)));
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
            if (collecting) {
                collect(node);
            } else {
                node(node);
            }
            if (registers.interrupt() != Interrupt.NONE) {
                break;
            }
        }
        budget.leave();
    }

    /// The output of `body` as text, taken out of the output.
    Text capture(Body body) {
        int start = output.length();
        body(body);
        String text = since(start);
        output.truncate(start);
        return new Text(text, evaluator.autoescape());
    }

    private void collect(Node node) {
        Evaluator.Mark mark = evaluator.mark();
        ForLoop loop = registers.innermost();
        int depth = evaluator.budget().depth();
        try {
            node(node);
        } catch (LimitReached limit) {
            throw limit;
        } catch (LiquidFault fault) {
            evaluator.charge(FAULT_STEPS);
            Problem problem = problem(fault);
            if (problems.size() < PROBLEMS_MAX) {
                problems.add(problem);
            }
            evaluator.reset(mark);
            evaluator.budget().depth(depth);
            registers.innermost(loop);
            if (!(node instanceof Node.Assign)) {
                print(
                        Text.plain(
                                "Liquid error (line %d): %s"
                                        .formatted(problem.line(), problem.message())));
            }
        }
    }

    private void node(Node node) {
        switch (node) {
            case Node.Static text -> output.append(text.utf8());
            case Node.Print print -> print(print);
            case Node.If choice -> choose(choice);
            case Node.For loop -> Loops.forLoop(this, loop);
            case Node.Assign assign -> assign(assign);
            case Node.Capture capture -> capture(capture);
            case Node.Case choice -> choose(choice);
            case Node.Cycle cycle -> cycle(cycle);
            case Node.Count count -> count(count);
            case Node.TableRow row -> Loops.tableRow(this, row);
            case Node.IfChanged changed -> ifChanged(changed);
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

    /// Prints a value: lists item by item, text escaped where the template escapes.
    void print(Value value) {
        switch (value) {
            case Text text -> {
                if (text.safe() || !evaluator.autoescape()) {
                    output.append(text.value());
                } else {
                    output.appendEscaped(text.value());
                }
            }
            case Whole whole -> output.append(whole.number());
            case Nil _ -> {
                // nothing
            }
            case Sequence sequence -> {
                evaluator.budget().render(sequence.size());
                evaluator.enter();
                for (int i = 0; i < sequence.size(); i++) {
                    print(sequence.get(i));
                }
                evaluator.leave();
            }
            case BigWhole _, Decimal _, Bool _, Moment _, Range _, Mapping _, Emptiness _ -> {
                if (evaluator.autoescape()) {
                    output.appendEscaped(Texts.of(value, evaluator));
                } else {
                    output.append(Texts.of(value, evaluator));
                }
            }
        }
    }

    private void choose(Node.If choice) {
        evaluator.at(choice.position());
        List<Node.Branch> branches = choice.branches();
        for (int i = 0; i < branches.size(); i++) {
            Node.Branch branch = branches.get(i);
            if (branch.condition() == null || evaluator.holds(branch.condition())) {
                body(branch.body());
                return;
            }
        }
    }

    private void choose(Node.Case choice) {
        evaluator.at(choice.position());
        Value subject = evaluator.evaluateQuietly(choice.subject());
        boolean matched = false;
        for (Node.When branch : choice.branches()) {
            if (branch.values().isEmpty() && !matched) {
                body(branch.body());
            }
            for (Expression value : branch.values()) {
                evaluator.charge(1);
                Value other = evaluator.evaluateQuietly(value);
                if (Comparisons.equal(subject, other, evaluator)) {
                    matched = true;
                    body(branch.body());
                }
            }
        }
    }

    private void assign(Node.Assign assign) {
        evaluator.at(assign.position());
        evaluator.assign(assign.name(), evaluator.evaluate(assign.value()));
    }

    private void capture(Node.Capture capture) {
        Text text = capture(capture.body());
        evaluator.at(capture.position());
        evaluator.assign(capture.name(), text);
    }

    private void cycle(Node.Cycle cycle) {
        evaluator.at(cycle.position());
        List<Expression> values = cycle.values();
        Expression group = cycle.group();
        Object key = group == null ? cycle.key() : group(evaluator.evaluate(group));
        int turn = registers.cycle(key);
        if (turn < values.size()) {
            print(evaluator.evaluate(values.get(turn)));
        }
        registers.cycle(key, turn + 1 >= values.size() ? 0 : turn + 1);
    }

    /// What tells groups of cycles apart; of a list or object its text, since hashing one would
    /// descend as deep as the data do.
    private Value group(Value value) {
        boolean nested = value instanceof Sequence || value instanceof Mapping;
        return nested ? Text.plain(evaluator.text(value)) : value;
    }

    private void count(Node.Count count) {
        Scope scope = evaluator.scope();
        long value = scope.counter(count.name());
        if (count.step() < 0) {
            value += count.step();
            output.append(value);
        } else {
            output.append(value);
            value += count.step();
        }
        scope.counter(count.name(), value);
    }

    private void ifChanged(Node.IfChanged changed) {
        int start = output.length();
        body(changed.body());
        String text = since(start);
        if (text.equals(registers.lastChanged())) {
            output.truncate(start);
        }
        registers.lastChanged(text);
    }

    /// What was written from `start` on. It may be taken out of the output again, and so past the
    /// limit of the output, therefore it counts as work.
    private String since(int start) {
        evaluator.chargeText((long) output.length() - start);
        return output.since(start);
    }

    private Problem problem(LiquidFault fault) {
        return evaluator.problem(fault);
    }
}
