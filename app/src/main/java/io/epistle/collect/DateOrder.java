package io.epistle.collect;

/// How a date such as `3/4/2011` is meant, over a whole file.
public enum DateOrder {
    /// The third of April.
    DAY_FIRST,
    /// The fourth of March.
    MONTH_FIRST
}
