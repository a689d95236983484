package io.epistle.store;

/// What the product does with a batch after its changes are decided and before it is committed:
/// fold and evaluate the people it touched, and plan what follows from that.
@FunctionalInterface
public interface Decider {
    /// Completes the turn.
    void complete(Turn turn);
}
