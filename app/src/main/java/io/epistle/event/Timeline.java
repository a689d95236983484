package io.epistle.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Everything that is stored about one person, in order of time: an immutable list of facts,
/// ascending by [Fact#BY_TIME]. It may hold facts timed in the future of the moment it is read at;
/// readers say which moment they mean.
public final class Timeline {
    private static final Timeline EMPTY = new Timeline(List.of());

    private final List<Fact> facts;

    private Timeline(List<Fact> facts) {
        this.facts = facts;
    }

    /// The timeline without facts.
    public static Timeline empty() {
        return EMPTY;
    }

    /// The timeline of facts given in any order, such as the pieces of several stems.
    public static Timeline of(List<Fact> facts) {
        List<Fact> sorted = new ArrayList<>(facts);
        sorted.sort(Fact.BY_TIME);
        return new Timeline(List.copyOf(sorted));
    }

    /// All facts, ascending by time.
    public List<Fact> facts() {
        return facts;
    }

    /// The number of facts.
    public int size() {
        return facts.size();
    }

    /// Whether nothing is known.
    public boolean isEmpty() {
        return facts.isEmpty();
    }

    /// This timeline with more facts.
    public Timeline plus(List<Fact> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Fact> added = new ArrayList<>(more);
        added.sort(Fact.BY_TIME);
        Fact[] all = facts.toArray(new Fact[facts.size() + added.size()]);
        int old = facts.size() - 1;
        // From the back, where new facts belong as a rule: what lies before them stays in place.
        for (int left = added.size() - 1; left >= 0; left--) {
            Fact next = added.get(left);
            for (; old >= 0 && Fact.BY_TIME.compare(all[old], next) > 0; old--) {
                all[old + left + 1] = all[old];
            }
            all[old + left + 1] = next;
        }
        return new Timeline(Collections.unmodifiableList(Arrays.asList(all)));
    }

    /// The facts timed strictly before `moment` and known by it: what a model may be trained on, so
    /// that no future leaks.
    public Timeline asOf(Instant moment) {
        List<Fact> before = new ArrayList<>();
        for (Fact fact : facts.subList(0, countBefore(moment))) {
            if (!fact.knownAt().isAfter(moment)) {
                before.add(fact);
            }
        }
        return before.size() == facts.size() ? this : new Timeline(List.copyOf(before));
    }

    /// The facts that have happened by `now`, those of that very instant included: what a live
    /// decision sees.
    public List<Fact> until(Instant now) {
        return facts.subList(0, countUntil(now));
    }

    /// When the first fact after `now` happens: the moment at which what is seen changes by itself.
    /// Absent where the timeline has no future.
    public Optional<Instant> nextAfter(Instant now) {
        int next = countUntil(now);
        return next == facts.size() ? Optional.empty() : Optional.of(facts.get(next).occurredAt());
    }

    /// The number of facts with `occurredAt <= now`.
    public int countUntil(Instant now) {
        int low = 0;
        int high = facts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (facts.get(middle).occurredAt().isAfter(now)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private int countBefore(Instant moment) {
        int low = 0;
        int high = facts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (facts.get(middle).occurredAt().isBefore(moment)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
