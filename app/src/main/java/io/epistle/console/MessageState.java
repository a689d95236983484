package io.epistle.console;

/// Where a planned message ended. Every planned message is in exactly one of these.
public enum MessageState {
    /// Planned or under way.
    OPEN,
    /// Accepted by the receiving server, whatever follows.
    SENT,
    /// Not sent, on purpose: no consent, a cap, a hold-out.
    SKIPPED,
    /// Refused by the receiving server or impossible to compose.
    FAILED,
    /// Handed over when the process stopped; nobody knows whether it arrived, so it is not sent
    /// again.
    UNCERTAIN
}
