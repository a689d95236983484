package io.epistle.rule.runs;

import io.epistle.profile.Person;
import io.epistle.rule.Explanation;
import io.epistle.rule.Mentions;
import io.epistle.rule.Verdict;

import java.time.Instant;
import java.util.List;

/// A compiled rule: immutable, for any number of people and threads.
public final class Program {
    private final Runs root;
    private final List<Looked> table;
    private final int shared;
    private final Mentions mentions;

    Program(Runs root, List<Looked> table, int shared, Mentions mentions) {
        this.root = root;
        this.table = List.copyOf(table);
        this.shared = shared;
        this.mentions = mentions;
    }

    /// Whether the rule holds for a person at `now`, and until when that stands.
    public Verdict evaluate(Person person, Instant now) {
        return evaluate(History.of(person), now);
    }

    /// The same for several rules of one person, whose facts are then sorted by name only once.
    public Verdict evaluate(History history, Instant now) {
        Standing standing = evaluation(history, now).standing(root);
        return new Verdict(standing.held(), instant(standing.until()));
    }

    /// Why the rule holds or does not at `now`, which may be past.
    public Explanation explain(Person person, Instant now) {
        return explain(History.of(person), now);
    }

    /// The same from facts already sorted by name.
    public Explanation explain(History history, Instant now) {
        return new Explainer(evaluation(history, now), now.toEpochMilli()).explain(root);
    }

    /// What the rule looks at.
    public Mentions mentions() {
        return mentions;
    }

    private Evaluation evaluation(History history, Instant now) {
        return new Evaluation(history, table, shared, now.toEpochMilli());
    }

    static Instant instant(long millis) {
        return millis == Standing.FOREVER ? Instant.MAX : Instant.ofEpochMilli(millis);
    }
}
