package io.epistle.console;

/// What a list of people is sorted by.
public enum PeopleOrder {
    /// By id, ascending: the order in which people lie in the store, and the only one that shows
    /// some without looking at all.
    ID,
    /// By name.
    NAME,
    /// By the time of the newest fact.
    SEEN,
    /// By the number of orders.
    ORDERS,
    /// By the money spent.
    SPENT
}
