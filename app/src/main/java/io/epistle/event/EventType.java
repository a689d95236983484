package io.epistle.event;

/// What kind of call brought an event, in the vocabulary of the Segment specification.
public enum EventType {
    /// Something a person did, or that happened to them; has a name.
    TRACK(0),
    /// What is known about a person: traits.
    IDENTIFY(1),
    /// A web page seen.
    PAGE(2),
    /// An app screen seen.
    SCREEN(3),
    /// Membership in an account or company.
    GROUP(4),
    /// Two identifiers declared to be one person.
    ALIAS(5);

    private final int code;

    EventType(int code) {
        this.code = code;
    }

    /// The number that stands for this in encodings, 0 to 15; never reused.
    int code() {
        return code;
    }

    /// The type of a code.
    static EventType of(int code) {
        for (EventType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new ByteReader.MalformedBytes("found event type " + code);
    }
}
