package io.epistle.console;

import io.epistle.event.Fact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Why a rule holds for a person or does not: one node of the rule's tree with what was found.
///
/// @param join how the parts decide
/// @param text the condition as the rule writes it; for joins a text is not needed and may be empty
/// @param held whether it holds
/// @param found what was found, in words, such as `2 orders, the last on 12 March`; empty where
///   there is nothing to add
/// @param facts the facts that decided, newest first, at most [#FACTS_MAX]
/// @param factsTotal how many facts decided
/// @param until until when the answer stands without new facts; absent where it stands for good
/// @param parts the nodes below; empty for [Join#CONDITION]
public record Why(
        Join join,
        String text,
        boolean held,
        String found,
        List<Fact> facts,
        long factsTotal,
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
        NOT
    }

    public Why {
        facts = List.copyOf(facts);
        parts = List.copyOf(parts);
        if (facts.size() > FACTS_MAX || facts.size() > factsTotal) {
            throw new IllegalArgumentException(
                    "found %d facts of %d, expected at most %d"
                            .formatted(facts.size(), factsTotal, FACTS_MAX));
        }
        if ((join == Join.CONDITION) != parts.isEmpty()) {
            throw new IllegalArgumentException(
                    "found %s with %d parts".formatted(join, parts.size()));
        }
    }

    /// A condition that a trait or a state decided, without facts to show.
    public static Why condition(String text, boolean held, String found, Optional<Instant> until) {
        return new Why(Join.CONDITION, text, held, found, List.of(), 0, until, List.of());
    }

    /// A condition with the facts that decided.
    public static Why condition(
            String text, boolean held, String found, List<Fact> facts, Optional<Instant> until) {
        List<Fact> shown = facts.subList(0, Math.min(FACTS_MAX, facts.size()));
        return new Why(Join.CONDITION, text, held, found, shown, facts.size(), until, List.of());
    }

    /// A join of parts.
    public static Why joined(Join join, boolean held, Optional<Instant> until, List<Why> parts) {
        return new Why(join, "", held, "", List.of(), 0, until, parts);
    }
}
