package io.epistle.rule.said;

import java.util.Locale;

/// A figure over a property of many facts.
public enum Figure {
    /// The sum of all numbers; 0 where there are none.
    SUM,
    /// The mean; none where there are no numbers.
    AVERAGE,
    /// The least number; none where there are no numbers.
    MIN,
    /// The greatest number; none where there are no numbers.
    MAX,
    /// How many different texts, numbers and truth values; 0 where there are none.
    DISTINCT;

    /// The word, such as `sum`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
