package io.epistle.liquid.parse;

/// Reads one tag, and its body where it has one.
@FunctionalInterface
interface TagReader {

    /// Adds what the tag means to `block`.
    ///
    /// @param token the tag
    /// @param parser gives words and bodies, takes problems
    /// @param block where the tag stands
    void read(Token token, TemplateParser parser, Block block);
}
