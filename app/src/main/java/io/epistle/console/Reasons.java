package io.epistle.console;

import io.epistle.event.Fact;
import io.epistle.profile.Person;
import io.epistle.rule.Explanation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Turns an explanation of the rule language into the tree that pages show, with the facts
/// themselves in the place of their numbers.
final class Reasons {
    private final Map<Long, Fact> facts = new HashMap<>();

    /// Reasons of one person's memberships.
    Reasons(Person person) {
        person.timeline().facts().forEach(fact -> facts.put(fact.sequence(), fact));
    }

    /// The tree of an explanation.
    Why why(Explanation explanation) {
        Optional<Instant> until =
                explanation.recheckAt().equals(Instant.MAX)
                        ? Optional.empty()
                        : Optional.of(explanation.recheckAt());
        if (explanation.parts().isEmpty()) {
            List<Fact> decided =
                    explanation.facts().stream()
                            .map(evidence -> facts.get(evidence.sequence()))
                            .filter(Objects::nonNull)
                            .toList();
            return Why.condition(
                    explanation.condition(),
                    explanation.held(),
                    explanation.found(),
                    decided,
                    until);
        }
        return Why.joined(
                join(explanation),
                explanation.held(),
                until,
                explanation.parts().stream().map(this::why).toList());
    }

    private static Why.Join join(Explanation explanation) {
        return switch (explanation.join()) {
            case NOT -> Why.Join.NOT;
            case ANY -> Why.Join.ANY;
            case ALL, NUMBER, NAMED, NONE -> Why.Join.ALL;
        };
    }
}
