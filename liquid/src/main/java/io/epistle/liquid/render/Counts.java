package io.epistle.liquid.render;

import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;

import java.util.List;

/// Tags that count how often they are reached: `cycle`, `increment` and `decrement`.
final class Counts {

    private Counts() {}

    static void cycle(Interpreter interpreter, Node.Cycle cycle) {
        Evaluator evaluator = interpreter.evaluator();
        Registers registers = interpreter.registers();
        evaluator.at(cycle.position());
        List<Expression> values = cycle.values();
        Expression group = cycle.group();
        Object key = group == null ? cycle.key() : group(evaluator.evaluate(group), evaluator);
        int turn = registers.cycle(key);
        if (turn < values.size()) {
            interpreter.print(evaluator.evaluate(values.get(turn)));
        }
        registers.cycle(key, turn + 1 >= values.size() ? 0 : turn + 1);
    }

    /// What tells groups of cycles apart; of a list or object its text, since hashing one would
    /// descend as deep as the data do.
    private static Value group(Value value, Evaluator evaluator) {
        boolean nested = value instanceof Sequence || value instanceof Mapping;
        return nested ? Text.plain(evaluator.text(value)) : value;
    }

    /// `increment` prints what it was, `decrement` what it is now.
    static void count(Interpreter interpreter, Node.Count count) {
        Scope scope = interpreter.evaluator().scope();
        long before = scope.counter(count.name());
        long after = before + count.step();
        interpreter.output().append(count.step() < 0 ? after : before);
        scope.counter(count.name(), after);
    }
}
