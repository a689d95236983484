package io.epistle.console;

import io.epistle.event.Fact;
import io.epistle.event.Timeline;
import io.epistle.rule.Explanation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Why a rule holds for a person or does not: one node of the rule's tree with what was found.
///
/// @param join how the parts decide
/// @param text the condition as the rule writes it; may be empty where the join says it all
/// @param held whether it holds
/// @param found what was found, in a few words such as `3 times`; empty where there is nothing to
///   add
/// @param facts the facts that decided, newest first, at most [#FACTS_MAX]
/// @param more whether more facts decided than are shown
/// @param until until when the answer stands without new facts; absent where it stands for good
/// @param parts the nodes below; empty for [Join#CONDITION]
public record Why(
        Join join,
        String text,
        boolean held,
        String found,
        List<Fact> facts,
        boolean more,
        Optional<Instant> until,
        List<Why> parts) {
    /// What a person reads of the facts behind one condition.
    public static final int FACTS_MAX = 5;

    /// Deeper rules are refused by their parser; the page would not fit them either.
    public static final int DEPTH_MAX = 32;

    /// How a node follows from its parts.
    public enum Join {
        /// A single condition; has facts and no parts.
        CONDITION,
        /// Holds where all parts hold.
        ALL,
        /// Holds where at least one part holds.
        ANY,
        /// Holds where its one part does not.
        NOT,
        /// Follows from its parts as its text says: so many of them, or another segment's rule.
        OTHER
    }

    public Why {
        facts = List.copyOf(facts);
        parts = List.copyOf(parts);
        if (facts.size() > FACTS_MAX) {
            throw new IllegalArgumentException(
                    "found %d facts, expected at most %d".formatted(facts.size(), FACTS_MAX));
        }
        if (join == Join.CONDITION && !parts.isEmpty()) {
            throw new IllegalArgumentException(
                    "found %s with %d parts".formatted(join, parts.size()));
        }
    }

    /// A condition with the facts that decided.
    public static Why condition(
            String text, boolean held, String found, List<Fact> facts, Optional<Instant> until) {
        List<Fact> shown = facts.subList(0, Math.min(FACTS_MAX, facts.size()));
        return new Why(
                Join.CONDITION,
                text,
                held,
                found,
                shown,
                facts.size() > FACTS_MAX,
                until,
                List.of());
    }

    /// A join of parts.
    public static Why joined(Join join, boolean held, Optional<Instant> until, List<Why> parts) {
        return new Why(join, "", held, "", List.of(), false, until, parts);
    }

    /// What a rule's own explanation tells, with the facts themselves in place of their numbers.
    ///
    /// @param explanation the rule's tree
    /// @param timeline the person's facts; evidence that it does not hold is left out
    public static Why of(Explanation explanation, Timeline timeline) {
        Map<Long, Fact> bySequence = new HashMap<>();
        timeline.facts().forEach(fact -> bySequence.put(fact.sequence(), fact));
        return of(explanation, bySequence, 0);
    }

    private static Why of(Explanation explanation, Map<Long, Fact> facts, int depth) {
        List<Why> parts =
                depth == DEPTH_MAX
                        ? List.of()
                        : explanation.parts().stream()
                                .map(part -> of(part, facts, depth + 1))
                                .toList();
        List<Fact> evidence =
                explanation.facts().stream()
                        .map(it -> facts.get(it.sequence()))
                        .filter(Objects::nonNull)
                        .toList();
        Join join = join(explanation);
        return new Why(
                join,
                join == Join.CONDITION || join == Join.OTHER ? explanation.condition() : "",
                explanation.held(),
                explanation.found(),
                evidence.subList(0, Math.min(FACTS_MAX, evidence.size())),
                evidence.size() > FACTS_MAX,
                Optional.of(explanation.recheckAt()).filter(it -> !it.equals(Instant.MAX)),
                parts);
    }

    private static Join join(Explanation explanation) {
        return switch (explanation.join()) {
            case ALL -> Join.ALL;
            case ANY -> Join.ANY;
            case NOT -> Join.NOT;
            case NUMBER, NAMED -> Join.OTHER;
            case NONE -> Join.CONDITION;
        };
    }
}
