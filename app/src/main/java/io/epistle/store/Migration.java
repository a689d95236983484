package io.epistle.store;

/// Brings what an older program left in a folder to what this one expects. Where it is interrupted
/// it is run again from its beginning, so doing it twice must be harmless.
@FunctionalInterface
public interface Migration {
    /// Changes what must be changed, in turns of `writer`.
    ///
    /// @param rows what is committed
    void run(Rows rows, Writer writer);
}
