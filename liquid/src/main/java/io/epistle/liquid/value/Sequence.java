package io.epistle.liquid.value;

/// A list. Implement it to compute items only when a template asks for them; an implementation must
/// give the same answers for the length of a render.
public non-sealed interface Sequence extends Value {

    /// How many items.
    int size();

    /// The item at `index`.
    ///
    /// @param index from 0 to below [#size()]
    Value get(int index);
}
