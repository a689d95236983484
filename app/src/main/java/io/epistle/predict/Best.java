package io.epistle.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The best few of many scored items, found one by one in bounded space. Equal scores go to the
/// smaller number, so the outcome does not depend on the order in which items come.
final class Best {
    private final int count;
    private final PriorityQueue<Scored> kept = new PriorityQueue<>(Scored.BEST_FIRST.reversed());
    private double worstScore = Double.NEGATIVE_INFINITY;

    /// An item by its number, with its score.
    record Scored(int item, double score) {
        static final Comparator<Scored> BEST_FIRST =
                Comparator.comparingDouble(Scored::score).reversed().thenComparingInt(Scored::item);
    }

    /// @param count how many are kept, at least 1
    Best(int count) {
        this.count = count;
    }

    /// Whether [#add] would keep this item now: for callers to whom asking more of it is dear.
    boolean wouldKeep(int item, double score) {
        if (kept.size() < count) {
            return true;
        }
        return score >= worstScore
                && Scored.BEST_FIRST.compare(new Scored(item, score), kept.element()) < 0;
    }

    /// Keeps the item where it is among the best so far.
    void add(int item, double score) {
        if (wouldKeep(item, score)) {
            kept.add(new Scored(item, score));
            if (kept.size() > count) {
                kept.poll();
            }
            worstScore = kept.size() < count ? Double.NEGATIVE_INFINITY : kept.element().score();
        }
    }

    /// What was kept, best first.
    List<Scored> bestFirst() {
        List<Scored> ordered = new ArrayList<>(kept);
        ordered.sort(Scored.BEST_FIRST);
        return ordered;
    }
}
