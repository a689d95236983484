package io.epistle.console;

/// What a list of people is sorted by.
public enum PeopleOrder {
    /// By name.
    NAME,
    /// By the time of the newest fact.
    SEEN,
    /// By the number of orders.
    ORDERS,
    /// By the money spent.
    SPENT
}
