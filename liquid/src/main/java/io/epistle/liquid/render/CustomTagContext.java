package io.epistle.liquid.render;

import io.epistle.liquid.tag.TagContext;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Value;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/// What a tag of the product sees of the interpreter.
///
/// @param interpreter the render
/// @param node the tag
record CustomTagContext(Interpreter interpreter, Node.Custom node) implements TagContext {

    @Override
    public Value evaluate(Expression expression) {
        interpreter.evaluator().at(node.position());
        return interpreter.evaluator().evaluate(expression);
    }

    @Override
    public void assign(String name, Value value) {
        interpreter.evaluator().assign(name, value);
    }

    @Override
    public void print(Value value) {
        interpreter.print(value);
    }

    @Override
    public void renderBody() {
        interpreter.body(node.body());
    }

    @Override
    public Value captureBody() {
        return Captures.capture(interpreter, node.body());
    }

    @Override
    public Instant now() {
        return interpreter.evaluator().now();
    }

    @Override
    public ZoneId zone() {
        return interpreter.evaluator().zone();
    }

    @Override
    public Locale locale() {
        return interpreter.evaluator().locale();
    }

    @Override
    public boolean autoescape() {
        return interpreter.evaluator().autoescape();
    }

    @Override
    public Value variable(String name) {
        return interpreter.evaluator().variable(name);
    }

    @Override
    public void charge(long steps) {
        interpreter.evaluator().charge(steps);
    }

    @Override
    public void requireLength(long characters) {
        interpreter.evaluator().requireLength(characters);
    }
}
