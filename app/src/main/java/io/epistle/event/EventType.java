package io.epistle.event;

/// What kind of call brought an event, in the vocabulary of the Segment specification. The order is
/// part of the codec.
public enum EventType {
    /// Something a person did, or that happened to them; has a name.
    TRACK,
    /// What is known about a person: traits.
    IDENTIFY,
    /// A web page seen.
    PAGE,
    /// An app screen seen.
    SCREEN,
    /// Membership in an account or company.
    GROUP,
    /// Two identifiers declared to be one person.
    ALIAS
}
