package io.epistle.liquid;

/// Thrown by a tag that gives the whole render up on purpose, such as one that skips a person. It
/// passes through the engine untouched.
public final class RenderAborted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The render is given up.
    ///
    /// @param reason why, as the author wrote it
    public RenderAborted(String reason) {
        super(reason, null, false, false);
    }
}
