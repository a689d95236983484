package io.epistle.liquid.parse;

import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Node;

import org.jspecify.annotations.Nullable;

/// What a `for` or `tablerow` says of its loop, while it is read.
final class LoopHead {
    private final String variable;
    private final Expression collection;
    private final String name;
    private @Nullable Expression limit;
    private @Nullable Expression offset;
    private @Nullable Expression columns;
    private boolean resumes;
    private boolean reversed;

    /// A loop over all items.
    ///
    /// @param variable the item's name
    /// @param collection the items
    /// @param written the items as written, which name the loop together with the variable
    LoopHead(String variable, Expression collection, String written) {
        this.variable = variable.intern();
        this.collection = collection;
        this.name = (variable + "-" + written).intern();
    }

    void reversed(boolean backwards) {
        reversed = backwards;
    }

    /// `offset: continue`.
    void resumes() {
        resumes = true;
        offset = null;
    }

    /// Sets an attribute; one that no loop has is ignored, as in the reference.
    void set(String attribute, Expression value) {
        switch (attribute) {
            case "limit" -> limit = value;
            case "offset" -> {
                offset = value;
                resumes = false;
            }
            case "cols" -> columns = value;
            default -> {
                // any other may stand there
            }
        }
    }

    Node.Loop loop() {
        return new Node.Loop(variable, collection, name, limit, offset, resumes, reversed);
    }

    /// The `tablerow` at `position`.
    Node.TableRow row(Block body, int position) {
        return new Node.TableRow(loop(), columns, body.body(), body.blank(), position);
    }
}
