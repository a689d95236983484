package io.epistle.console;

import io.epistle.identity.PersonId;

import java.time.Instant;
import java.util.Optional;

/// One planned message: for whom, and where it ended.
///
/// @param person for whom
/// @param name the person's name, where one is known
/// @param email the person's address, where one is known
/// @param variant which variant; empty where none was assigned
/// @param state where it ended
/// @param reason why it was skipped or failed; empty otherwise
/// @param at when it reached that state
public record LedgerRow(
        PersonId person,
        Optional<String> name,
        Optional<String> email,
        String variant,
        MessageState state,
        String reason,
        Instant at) {
    /// What the person is called where a name is needed: the name, or else the address.
    public Optional<String> called() {
        return name.or(() -> email);
    }
}
