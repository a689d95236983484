package io.epistle.send;

import io.epistle.trigger.Throttle;

import java.util.Optional;

/// Turns rows of the ledger into messages. Implementations read committed state only and may be
/// called by many threads.
public interface Preparing {
    /// Prepares the message of a claimed row.
    Preparation prepare(LedgerEntry entry);

    /// How fast a campaign goes out; absent where nothing slows it.
    Optional<Throttle> throttle(String campaign);
}
