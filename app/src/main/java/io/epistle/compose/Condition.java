package io.epistle.compose;

import io.epistle.profile.Person;

import java.time.Instant;

/// A rule in the segment language, compiled: whether it holds for a person at a moment. Pure.
@FunctionalInterface
public interface Condition {
    /// What is meant where nothing is said.
    Condition EVERYONE = (_, _) -> true;

    /// Whether it holds for the person as they stand at `now`.
    boolean holds(Person person, Instant now);
}
