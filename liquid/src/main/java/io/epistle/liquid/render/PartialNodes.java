package io.epistle.liquid.render;

import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.Template;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Drop;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Range;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;

import org.jspecify.annotations.Nullable;

/// `include` and `render`.
final class PartialNodes {

    private PartialNodes() {}

    static void include(Interpreter interpreter, Node.Include node) {
        Evaluator evaluator = interpreter.evaluator();
        evaluator.at(node.position());
        evaluator.place().requireIncludes();
        if (!(evaluator.evaluate(node.partial()) instanceof Text name)) {
            throw new LiquidFault(
                    "include needs the name of a template",
                    "Argument error in tag 'include' - Illegal template name");
        }
        Template partial = evaluator.partial(name.value());
        Value bound =
                node.bound() == null
                        ? evaluator.variable(name.value())
                        : evaluator.evaluate(node.bound());
        Scope scope = evaluator.scope();
        int before = scope.bound();
        for (Node.Argument argument : node.arguments()) {
            scope.bind(argument.name(), evaluator.evaluate(argument.value()));
        }
        int slot = scope.bind(variable(node.alias().orElse(""), name.value()), bound);
        int depthMax = evaluator.budget().limits().includeDepthMax();
        Template outer = evaluator.place().enter(partial, depthMax);
        if (bound instanceof Sequence sequence) {
            for (int i = 0; i < sequence.size(); i++) {
                evaluator.budget().render(1);
                scope.rebind(slot, sequence.get(i));
                interpreter.body(partial.body());
            }
        } else {
            interpreter.body(partial.body());
        }
        evaluator.place().leave(outer);
        scope.release(before);
    }

    static void render(Interpreter interpreter, Node.Render node) {
        Evaluator evaluator = interpreter.evaluator();
        evaluator.at(node.position());
        Template partial = evaluator.partial(node.partial());
        Value bound = node.bound() == null ? Nil.NULL : evaluator.evaluate(node.bound());
        boolean many =
                bound instanceof Sequence
                        || bound instanceof Range
                        || bound instanceof Mapping && !(bound instanceof Drop);
        if (!node.each() || !many) {
            render(interpreter, node, partial, bound, null);
            return;
        }
        Sequence items = Segment.items(bound, evaluator);
        var loop = new ForLoop(node.partial(), items.size(), null);
        for (int i = 0; i < items.size(); i++) {
            evaluator.budget().render(1);
            render(interpreter, node, partial, items.get(i), loop);
            loop.advance();
        }
    }

    private static void render(
            Interpreter interpreter,
            Node.Render node,
            Template partial,
            Value bound,
            @Nullable ForLoop loop) {
        Interpreter inner = interpreter.isolated(partial);
        // What a partial is given are variables like those it assigns, which may replace them.
        Scope scope = inner.evaluator().scope();
        if (loop != null) {
            scope.assign("forloop", loop);
        }
        for (Node.Argument argument : node.arguments()) {
            scope.assign(argument.name(), interpreter.evaluator().evaluate(argument.value()));
        }
        if (!(bound instanceof Nil)) {
            scope.assign(variable(node.alias().orElse(""), node.partial()), bound);
        }
        inner.template(partial);
    }

    /// The name a bound value gets: the alias, or the last part of the partial's name.
    private static String variable(String alias, String partial) {
        return alias.isEmpty() ? partial.substring(partial.lastIndexOf('/') + 1) : alias;
    }
}
