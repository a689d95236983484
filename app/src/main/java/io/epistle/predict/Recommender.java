package io.epistle.predict;

import java.util.List;

/// Chooses items for a person. Implementations are immutable and pure: the same arguments give the
/// same answer, on any thread.
public interface Recommender {
    /// A short stable name, such as `popularity` or `item_knn`.
    String name();

    /// At most `count` items, best first, no item twice, equal scores in ascending order of item.
    /// Never an item of the history unless it is a repeat good, never one that is not allowed.
    /// Fewer than `count` only where the recommender knows no more.
    ///
    /// @param history what the person did, in any order; empty for somebody new
    /// @param count at least 0
    List<Recommendation> recommend(List<Interaction> history, int count, Filters filters);
}
