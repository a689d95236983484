package io.epistle.liquid.value;

/// Nothing. Both cases behave alike in a template; they differ only where undefined variables are
/// collected.
public enum Nil implements Value {
    /// A value that is there and is nil.
    NULL,
    /// No such variable or property.
    ABSENT;

    @Override
    public boolean truthy() {
        return false;
    }
}
