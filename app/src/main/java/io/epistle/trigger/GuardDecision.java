package io.epistle.trigger;

/// What the guards say about one message.
public sealed interface GuardDecision {
    /// It may go out.
    record Proceed() implements GuardDecision {}

    /// It does not go out now.
    record Skip(Refusal refusal) implements GuardDecision {}
}
