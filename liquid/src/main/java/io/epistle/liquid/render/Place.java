package io.epistle.liquid.render;

import io.epistle.liquid.LimitReached;
import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.Problem;
import io.epistle.liquid.Template;

/// Where a render is: at which offset of which template, and how deep in partials.
final class Place {
    private final boolean isolated;
    private Template template;
    private int partialDepth;
    private int position;

    /// The start of the template that is rendered.
    Place(Template template) {
        this(template, 0, false);
    }

    private Place(Template template, int partialDepth, boolean isolated) {
        this.template = template;
        this.partialDepth = partialDepth;
        this.isolated = isolated;
    }

    /// Remembers the offset to name if something goes wrong.
    void at(int offset) {
        position = offset;
    }

    Template template() {
        return template;
    }

    int partialDepth() {
        return partialDepth;
    }

    /// The fault, told at this place.
    Problem problem(LiquidFault fault) {
        return template.problem(position, String.valueOf(fault.getMessage()));
    }

    /// What is printed in the place of a node that failed.
    ///
    /// @param printed the words of the fault
    /// @param node offset of the node
    String printed(String printed, int node) {
        String name = partialDepth > 0 ? template.name() + " " : "";
        return "Liquid error (" + name + "line " + template.line(node) + "): " + printed;
    }

    /// The start of a partial that `render` renders.
    Place isolated(Template partial, int depthMax) {
        requireDepth(depthMax);
        return new Place(partial, partialDepth + 1, true);
    }

    /// Goes into a partial that `include` includes, and gives the template to return to.
    Template enter(Template partial, int depthMax) {
        requireDepth(depthMax);
        Template outer = template;
        template = partial;
        partialDepth++;
        return outer;
    }

    void leave(Template outer) {
        template = outer;
        partialDepth--;
    }

    /// Goes back to where a node began, behind a fault in it.
    void reset(Template to, int depth) {
        template = to;
        partialDepth = depth;
    }

    void requireIncludes() {
        if (isolated) {
            throw new LiquidFault(
                    "include cannot be used inside a template that render renders",
                    "include usage is not allowed in this context");
        }
    }

    private void requireDepth(int depthMax) {
        if (partialDepth >= depthMax) {
            throw LimitReached.tooDeep("templates render each other deeper than " + depthMax);
        }
    }
}
