package io.epistle.liquid;

/// What a filter or tag throws when its input makes no sense: one sentence for the author, without
/// data of a person. The engine adds template, line and column.
public class LiquidFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String printed;

    /// A fault with its sentence.
    public LiquidFault(String message) {
        this(message, message);
    }

    /// A fault for which the reference has words of its own.
    ///
    /// @param message one sentence for the author
    /// @param printed what the reference prints behind `Liquid error`, in the place of what failed
    public LiquidFault(String message, String printed) {
        // No stack trace: the place that matters is the one in the template.
        super(message, null, false, false);
        this.printed = printed;
    }

    /// What is printed behind `Liquid error` where a render goes on behind its faults.
    public String printed() {
        return printed;
    }
}
