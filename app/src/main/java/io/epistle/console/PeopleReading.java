package io.epistle.console;

/// What the list of people reads.
public interface PeopleReading {
    /// The people that a query asks for.
    PeopleView people(PeopleQuery query);
}
