package io.epistle.liquid.render;

import io.epistle.liquid.tree.Body;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Text;

/// Tags that take what their body printed out of the output again: `capture` and `ifchanged`.
final class Captures {

    private Captures() {}

    static void capture(Interpreter interpreter, Node.Capture capture) {
        Text text = capture(interpreter, capture.body());
        Evaluator evaluator = interpreter.evaluator();
        evaluator.at(capture.position());
        evaluator.assign(capture.name(), text);
    }

    /// The output of `body` as text, taken out of the output.
    static Text capture(Interpreter interpreter, Body body) {
        Output output = interpreter.output();
        int start = output.length();
        interpreter.body(body);
        String text = since(start, interpreter);
        output.truncate(start);
        return new Text(text, interpreter.evaluator().autoescape());
    }

    static void ifChanged(Interpreter interpreter, Node.IfChanged changed) {
        Registers registers = interpreter.registers();
        int start = interpreter.output().length();
        interpreter.body(changed.body());
        String text = since(start, interpreter);
        if (text.equals(registers.lastChanged())) {
            interpreter.output().truncate(start);
        }
        registers.lastChanged(text);
    }

    /// What was written from `start` on. It may be taken out of the output again, and so past the
    /// limit of the output, therefore it counts as work.
    private static String since(int start, Interpreter interpreter) {
        Output output = interpreter.output();
        interpreter.evaluator().chargeText((long) output.length() - start);
        return output.since(start);
    }
}
