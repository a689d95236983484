package io.epistle.liquid;

/// The fault of a template that used more than its [Limits] allow. It ends the render, also where
/// other faults are collected.
public final class LimitReached extends LiquidFault {
    private static final long serialVersionUID = 1L;

    /// A limit of work, memory or output was reached.
    ///
    /// @param what which limit, with its number
    public LimitReached(String what) {
        super(what, "Memory limits exceeded");
    }

    private LimitReached(String what, String printed) {
        super(what, printed);
    }

    /// Something is nested deeper than the limit.
    ///
    /// @param what which limit, with its number
    public static LimitReached tooDeep(String what) {
        return new LimitReached(what, "Nesting too deep");
    }
}
