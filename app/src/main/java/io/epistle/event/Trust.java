package io.epistle.event;

/// How far a source is believed when two values of a trait carry the same time; ascending. The
/// order is part of the codec.
public enum Trust {
    /// Derived by a model or a fold.
    INFERRED,
    /// Bought or looked up.
    ENRICHED,
    /// Brought by an import of history.
    IMPORTED,
    /// Said by the person or by the application in their name.
    DECLARED
}
