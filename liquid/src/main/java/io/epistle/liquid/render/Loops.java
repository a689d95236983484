package io.epistle.liquid.render;

import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Emptiness;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Moment;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.NumberValue;
import io.epistle.liquid.value.Numbers;
import io.epistle.liquid.value.Range;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;

import org.jspecify.annotations.Nullable;

/// `for` and `tablerow`.
final class Loops {

    private Loops() {}

    static void forLoop(Interpreter interpreter, Node.For node) {
        Evaluator evaluator = interpreter.evaluator();
        evaluator.at(node.position());
        Segment segment = segment(interpreter, node.loop());
        if (segment.length() == 0) {
            interpreter.body(node.otherwise());
            return;
        }
        Registers registers = interpreter.registers();
        ForLoop outer = registers.innermost();
        var loop = new ForLoop(node.loop().name(), segment.length(), outer);
        Scope scope = evaluator.scope();
        int before = scope.bound();
        scope.bind("forloop", loop);
        int item = scope.bind(node.loop().variable(), Nil.NULL);
        registers.innermost(loop);
        for (int i = 0; i < segment.length(); i++) {
            evaluator.budget().render(1);
            scope.rebind(item, segment.get(i));
            interpreter.body(node.body());
            loop.advance();
            if (registers.takeInterrupt() == Interrupt.BREAK) {
                break;
            }
        }
        registers.innermost(outer);
        scope.release(before);
    }

    static void tableRow(Interpreter interpreter, Node.TableRow node) {
        Evaluator evaluator = interpreter.evaluator();
        evaluator.at(node.position());
        Value collection = evaluator.evaluate(node.loop().collection());
        if (!collection.truthy()) {
            return;
        }
        Expression limit = node.loop().limit();
        long from = lenient(evaluator, node.loop().offset());
        long to = limit == null ? Long.MAX_VALUE : from + lenient(evaluator, limit);
        Segment segment = Segment.of(collection, from, to, false, evaluator);
        int columns =
                node.columns() == null
                        ? segment.length()
                        : (int) lenient(evaluator, node.columns());
        cells(interpreter, node, segment, new TableRowLoop(segment.length(), columns));
    }

    private static void cells(
            Interpreter interpreter, Node.TableRow node, Segment segment, TableRowLoop loop) {
        Output output = interpreter.output();
        Scope scope = interpreter.evaluator().scope();
        int before = scope.bound();
        scope.bind("tablerowloop", loop);
        int item = scope.bind(node.loop().variable(), Nil.NULL);
        output.append("<tr class=\"row1\">\n");
        for (int i = 0; i < segment.length(); i++) {
            interpreter.evaluator().budget().render(1);
            scope.rebind(item, segment.get(i));
            output.append("<td class=\"col");
            output.append(loop.column());
            output.append("\">");
            interpreter.body(node.body());
            output.append("</td>");
            if (interpreter.registers().takeInterrupt() == Interrupt.BREAK) {
                break;
            }
            if (loop.endsRow()) {
                output.append("</tr>\n<tr class=\"row");
                output.append(loop.row() + 1L);
                output.append("\">");
            }
            loop.advance();
        }
        output.append("</tr>\n");
        scope.release(before);
    }

    private static Segment segment(Interpreter interpreter, Node.Loop loop) {
        Evaluator evaluator = interpreter.evaluator();
        Registers registers = interpreter.registers();
        long from =
                loop.resumes()
                        ? registers.loopEnd(loop.name())
                        : strict(evaluator, loop.offset(), 0);
        Value collection = evaluator.evaluate(loop.collection());
        long size = strict(evaluator, loop.limit(), Long.MAX_VALUE);
        long to = size == Long.MAX_VALUE ? size : from + size;
        Segment segment = Segment.of(collection, from, to, loop.reversed(), evaluator);
        registers.loopEnd(loop.name(), from + segment.length());
        return segment;
    }

    private static long strict(
            Evaluator evaluator, @Nullable Expression expression, long otherwise) {
        if (expression == null) {
            return otherwise;
        }
        Value value = evaluator.evaluate(expression);
        return value instanceof Nil ? otherwise : Numbers.strictInt(value, evaluator);
    }

    /// The lenient reading of a `tablerow`: text by its leading digits, nil as zero.
    private static long lenient(Evaluator evaluator, @Nullable Expression expression) {
        if (expression == null) {
            return 0;
        }
        Value value = evaluator.evaluate(expression);
        return switch (value) {
            case Nil nil -> 0;
            case Text text -> Numbers.leadingInt(text, evaluator);
            case NumberValue number -> Numbers.clamp(number);
            case Bool _, Moment _, Range _, Sequence _, Mapping _, Emptiness _ ->
                    Numbers.strictInt(value, evaluator);
        };
    }
}
