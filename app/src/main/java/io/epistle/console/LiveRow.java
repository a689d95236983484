package io.epistle.console;

import io.epistle.event.Fact;
import io.epistle.identity.PersonId;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A fact that arrived.
///
/// @param fact what happened
/// @param storedAt when it was decided and stored
/// @param who whom it is about; absent where nobody is known, as for an order without a customer
public record LiveRow(Fact fact, Instant storedAt, Optional<Who> who) {
    /// What arrives later than this behind its happening is history, and its own time is told.
    private static final Duration PROMPT = Duration.ofMinutes(1);

    /// A person as a line names them.
    ///
    /// @param id who
    /// @param called the name, or else the address; absent where neither is known
    public record Who(PersonId id, Optional<String> called) {}

    /// Whether it happened well before it was stored.
    public boolean isLate() {
        return fact.occurredAt().isBefore(storedAt.minus(PROMPT));
    }
}
