package io.epistle.liquid.render;

/// What a `break` or `continue` asks of the loop around it.
enum Interrupt {
    /// Go on.
    NONE,
    /// Leave the loop.
    BREAK,
    /// Go to the next item.
    CONTINUE
}
