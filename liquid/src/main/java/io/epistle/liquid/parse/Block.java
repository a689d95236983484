package io.epistle.liquid.parse;

import io.epistle.liquid.tree.Body;
import io.epistle.liquid.tree.Node;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A body while it is read. It knows whether it holds nothing that could show: such a body loses
/// its white space where it belongs to a tag of control flow.
final class Block {
    private final List<Node> nodes = new ArrayList<>();
    private boolean blank = true;

    /// Adds text.
    void text(String text, int position) {
        if (!text.isEmpty()) {
            nodes.add(new Node.Static(text.getBytes(StandardCharsets.UTF_8), position));
            blank &= text.chars().allMatch(c -> Characters.isSpace((char) c));
        }
    }

    /// Adds text that shows even where it is only white space.
    void raw(String text, int position) {
        if (!text.isEmpty()) {
            nodes.add(new Node.Static(text.getBytes(StandardCharsets.UTF_8), position));
            blank = false;
        }
    }

    /// Counts as showing something, though it does not.
    void keepSpace() {
        blank = false;
    }

    /// Adds a node that may show something.
    void add(Node node) {
        nodes.add(node);
        blank = false;
    }

    /// Adds a node that shows nothing by itself if `silent`.
    void add(Node node, boolean silent) {
        nodes.add(node);
        blank &= silent;
    }

    boolean blank() {
        return blank;
    }

    Body body() {
        return new Body(nodes);
    }

    /// The body without its text, for a tag all of whose bodies are blank.
    Body withoutText() {
        return new Body(nodes.stream().filter(node -> !(node instanceof Node.Static)).toList());
    }

    /// The body of a tag of control flow.
    ///
    /// @param tagBlank whether all bodies of the tag are blank
    Body body(boolean tagBlank) {
        return tagBlank ? withoutText() : body();
    }
}
