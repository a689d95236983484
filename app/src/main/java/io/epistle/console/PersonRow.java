package io.epistle.console;

import io.epistle.identity.PersonId;

import java.time.Instant;
import java.util.Optional;

/// One person in a list.
///
/// @param id who
/// @param name the name to show, where one is known
/// @param email the address, where one is known
/// @param country where the person lives, where that is known
/// @param lifecycle the state of their custom, such as `at risk`; empty where it is not known
/// @param orders how many orders they completed
/// @param spent what they paid, less refunds; absent without orders
/// @param seen when they did something last; absent where only we did
/// @param mayMail whether they agreed to marketing mail and did not withdraw
public record PersonRow(
        PersonId id,
        Optional<String> name,
        Optional<String> email,
        Optional<String> country,
        String lifecycle,
        long orders,
        Optional<Money> spent,
        Optional<Instant> seen,
        boolean mayMail) {
    /// What the person is called where a name is needed: the name, or else the address.
    public Optional<String> called() {
        return name.or(() -> email);
    }
}
