package io.epistle.liquid;

/// The fault of a template that used more than its [Limits] allow. It ends the render, also where
/// other faults are collected.
public final class LimitReached extends LiquidFault {
    private static final long serialVersionUID = 1L;

    /// A limit was reached.
    ///
    /// @param what which limit, with its number
    public LimitReached(String what) {
        super(what);
    }
}
