package io.epistle.liquid;

/// What a filter or tag throws when its input makes no sense: one sentence for the author, without
/// data of a person. The engine adds template, line and column.
public class LiquidFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// A fault with its sentence.
    public LiquidFault(String message) {
        // No stack trace: the place that matters is the one in the template.
        super(message, null, false, false);
    }
}
