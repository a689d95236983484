package io.epistle.store;

/// One thing asked of the single writer: decided in log order against everything before it,
/// committed with its batch.
///
/// A change may be decided more than once before it is committed (another change of its batch
/// failed, and the batch is decided anew), so it touches nothing but its turn.
///
/// @param <R> what the asker learns once the change is durable
@FunctionalInterface
public interface Change<R> {
    /// Reads and writes the turn.
    ///
    /// @throws RuntimeException to refuse: nothing of this change is written and the asker gets the
    ///   exception
    R decide(Turn turn);
}
