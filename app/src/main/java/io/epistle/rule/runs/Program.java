package io.epistle.rule.runs;

import io.epistle.event.Fact;
import io.epistle.profile.Order;
import io.epistle.profile.Person;
import io.epistle.rule.Explanation;
import io.epistle.rule.Mentions;
import io.epistle.rule.Verdict;

import java.time.Instant;
import java.util.List;

/// A compiled rule: immutable, for any number of people and threads.
public final class Program {
    /// Past so many moments at which nothing changed the answer is simply looked at again then.
    private static final int LOOKS_AHEAD_MAX = 8;

    private final Runs root;
    private final List<Looked> table;
    private final int shared;
    private final boolean asksOrders;
    private final Mentions mentions;

    /// @param asksOrders whether all orders and refunds matter, beside what the table looks for
    Program(Runs root, List<Looked> table, int shared, boolean asksOrders, Mentions mentions) {
        this.root = root;
        this.table = List.copyOf(table);
        this.shared = shared;
        this.asksOrders = asksOrders;
        this.mentions = mentions;
    }

    /// Whether the rule holds for a person at `now`, and until when that stands.
    public Verdict evaluate(Person person, Instant now) {
        return evaluate(History.of(person), now);
    }

    /// The same for several rules of one person, whose facts are then sorted by name only once.
    public Verdict evaluate(History history, Instant now) {
        Standing standing = evaluation(history, now).standing(root);
        return new Verdict(standing.held(), instant(lastingUntil(standing, history)));
    }

    /// Joined conditions know a moment until which they stand at least; looking at that moment
    /// tells whether they really end there. Exact answers, the usual ones, are not looked at twice.
    private long lastingUntil(Standing standing, History history) {
        Standing latest = standing;
        for (int look = 0; look < LOOKS_AHEAD_MAX; look++) {
            if (latest.exact() || latest.until() == Standing.FOREVER) {
                break;
            }
            Standing next = evaluation(history, instant(latest.until())).standing(root);
            if (next.held() != standing.held()) {
                break;
            }
            latest = next;
        }
        return latest.until();
    }

    /// Why the rule holds or does not at `now`, which may be past.
    public Explanation explain(Person person, Instant now) {
        return explain(History.of(person), now);
    }

    /// The same from facts already sorted by name.
    public Explanation explain(History history, Instant now) {
        Evaluation evaluation = evaluation(history, now);
        Instant recheckAt = instant(lastingUntil(evaluation.standing(root), history));
        return new Explainer(evaluation, now.toEpochMilli()).explain(root).withRecheckAt(recheckAt);
    }

    /// Whether a new fact may change the answer: it tells a trait that the rule asks for, or is one
    /// of the facts it looks for. Of a history it may leave out all others, and its answer is the
    /// same.
    public boolean concerns(Fact fact) {
        if (mentions.everyFact() || mentions.concernTraits(fact)) {
            return true;
        }
        for (Looked looked : table) {
            if (looked.isOne(fact)) {
                return true;
            }
        }
        return asksOrders && Order.isOne(fact);
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
