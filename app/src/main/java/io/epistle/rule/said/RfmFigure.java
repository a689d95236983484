package io.epistle.rule.said;

import java.util.Locale;

/// What can be asked of a person's recency, frequency and monetary value.
public enum RfmFigure {
    /// 1 to 5, 5 for the most recent buyers.
    RECENCY,
    /// 1 to 5, 5 for the most frequent buyers.
    FREQUENCY,
    /// 1 to 5, 5 for the biggest spenders.
    MONETARY,
    /// The named cell, such as `champions`.
    CELL;

    /// The word, such as `recency`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
