package io.epistle.liquid.tag;

import io.epistle.liquid.filter.FilterContext;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.value.Value;

/// What a tag of the product may do in the render it works in.
public interface TagContext extends FilterContext {

    /// The value of an expression that [TagSyntax] parsed.
    Value evaluate(Expression expression);

    /// Binds a variable for the rest of the render, as `assign` does.
    void assign(String name, Value value);

    /// Prints a value as `{{ value }}` would, escaped where the template escapes.
    void print(Value value);

    /// Renders what the tag encloses; nothing for a tag that encloses nothing.
    void renderBody();

    /// The output of what the tag encloses, as text; safe where the template escapes.
    Value captureBody();
}
