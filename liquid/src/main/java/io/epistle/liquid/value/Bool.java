package io.epistle.liquid.value;

/// True or false.
public enum Bool implements Value {
    /// `false`.
    FALSE,
    /// `true`.
    TRUE;

    @Override
    public boolean truthy() {
        return this == TRUE;
    }
}
