package io.epistle.compose;

import io.epistle.profile.Person;
import io.epistle.rule.RuleWorld;
import io.epistle.rule.Rules;
import io.epistle.rule.runs.Program;
import io.epistle.segment.WrittenRule;

import java.time.Instant;

/// A rule in the segment language, compiled: whether it holds for a person at a moment. Pure.
@FunctionalInterface
public interface Condition {
    /// What is meant where nothing is said.
    Condition EVERYONE = (_, _) -> true;

    /// The condition of a rule in a World.
    ///
    /// @throws IllegalArgumentException with the problems where the rule makes no sense there
    static Condition of(WrittenRule rule, RuleWorld rules) {
        Program program = Rules.ready(rule.said(), rules).orThrow();
        return (person, now) -> program.evaluate(person, now).member();
    }

    /// Whether it holds for the person as they stand at `now`.
    boolean holds(Person person, Instant now);
}
