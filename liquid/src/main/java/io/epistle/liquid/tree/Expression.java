package io.epistle.liquid.tree;

import io.epistle.liquid.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What stands for a value in a template.
public sealed interface Expression {

    /// A value written out.
    ///
    /// @param value the value
    record Literal(Value value) implements Expression {}

    /// A variable and the way into it: `user.orders[0].total`.
    ///
    /// @param root the variable's name
    /// @param steps the way into it
    /// @param source the expression in normal form, for messages
    /// @param position offset of the expression in the source
    record Lookup(String root, List<Step> steps, String source, int position)
            implements Expression {}

    /// A variable whose name is computed: `[name].title`.
    ///
    /// @param name what computes the name
    /// @param steps the way into it
    /// @param source the expression in normal form, for messages
    /// @param position offset of the expression in the source
    record DynamicLookup(Expression name, List<Step> steps, String source, int position)
            implements Expression {}

    /// The whole numbers between two ends that are not both literals.
    ///
    /// @param first first number
    /// @param last last number
    record Between(Expression first, Expression last) implements Expression {}

    /// A value and the filters it passes.
    ///
    /// @param source the value
    /// @param calls the filters in order, at least one
    /// @param guarded true where a `default` makes an undefined source a normal thing
    record Filtered(Expression source, List<FilterCall> calls, boolean guarded)
            implements Expression {}

    /// The literal value, or null where the expression has to be evaluated.
    default @Nullable Value constant() {
        return this instanceof Literal literal ? literal.value() : null;
    }
}
