package io.epistle.rule;

import java.time.Instant;
import java.util.List;

/// Why a condition holds or does not: a tree like the rule, read from the top.
///
/// @param condition the condition as the user would write it
/// @param held whether it holds
/// @param recheckAt the first moment at which that may change by itself; [Instant#MAX] for never
/// @param found what was found, in a few words such as `3 times`; empty for joined conditions
/// @param facts the facts that made it so, latest first, at most [#FACTS_MAX]
/// @param join how the parts decide
/// @param parts the conditions it is made of; a segment named a second time is not told again
public record Explanation(
        String condition,
        boolean held,
        Instant recheckAt,
        String found,
        List<Evidence> facts,
        Join join,
        List<Explanation> parts) {
    /// Enough to convince; what was found says how many there are.
    public static final int FACTS_MAX = 20;

    /// How a condition follows from its parts.
    public enum Join {
        /// It has none.
        NONE,
        /// All must hold.
        ALL,
        /// One must hold.
        ANY,
        /// The one part must not hold.
        NOT,
        /// A number of them must hold.
        NUMBER,
        /// It names the one part: a segment or a stage.
        NAMED
    }

    public Explanation {
        facts = List.copyOf(facts);
        parts = List.copyOf(parts);
    }

    /// A fact that an answer rests on.
    ///
    /// @param sequence its place in the log
    /// @param at when it happened
    /// @param name the event's name; empty where it only told traits
    public record Evidence(long sequence, Instant at, String name) {}

    /// The same with another moment of change.
    public Explanation withRecheckAt(Instant at) {
        return new Explanation(condition, held, at, found, facts, join, parts);
    }

    /// The tree as text, one condition a line, parts indented by two spaces.
    public String shown() {
        StringBuilder text = new StringBuilder();
        show(text, 0);
        return text.toString();
    }

    private void show(StringBuilder text, int depth) {
        text.repeat("  ", depth).append(held ? "yes  " : "no   ").append(condition);
        if (!found.isEmpty()) {
            text.append(": found ").append(found);
        }
        if (!recheckAt.equals(Instant.MAX)) {
            text.append(", until ").append(recheckAt);
        }
        text.append('\n');
        for (Evidence fact : facts) {
            text.repeat("  ", depth + 3)
                    .append("fact %d at %s %s".formatted(fact.sequence(), fact.at(), fact.name()))
                    .append('\n');
        }
        for (Explanation part : parts) {
            part.show(text, depth + 1);
        }
    }
}
