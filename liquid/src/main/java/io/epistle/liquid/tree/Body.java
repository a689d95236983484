package io.epistle.liquid.tree;

import java.util.List;

/// Nodes in the order they are rendered.
///
/// @param nodes the nodes
public record Body(List<Node> nodes) {
    /// Nothing.
    public static final Body EMPTY = new Body(List.of());

    /// Copies the list.
    public Body {
        nodes = List.copyOf(nodes);
    }
}
