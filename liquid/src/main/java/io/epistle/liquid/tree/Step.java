package io.epistle.liquid.tree;

/// One step into a value.
public sealed interface Step {

    /// `.name`; may also ask for `size`, `first` or `last`.
    ///
    /// @param name the name after the dot
    record Named(String name) implements Step {}

    /// `['name']`: a property by a name known when parsing.
    ///
    /// @param name the text in the brackets
    record Key(String name) implements Step {}

    /// `[index]`: whatever the expression gives, a position or a name.
    ///
    /// @param index what is in the brackets
    record Index(Expression index) implements Step {}
}
