package io.epistle.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Builds an event for a test. What the test does not say: vouched for by the source `shop` under
/// the message id `m1`, known when it happened, about nobody, with nothing more to tell.
public final class EventBuilder {
    private final EventType type;
    private final String name;
    private final Instant occurredAt;
    private final List<Identifier> identifiers = new ArrayList<>();
    private Instant knownAt;
    private String source = "shop";
    private String messageId = "";
    private Trust trust = Trust.VOUCHED;
    private Struct properties = Struct.empty();
    private Struct traits = Struct.empty();

    private EventBuilder(EventType type, String name, Instant occurredAt) {
        this.type = type;
        this.name = name;
        this.occurredAt = occurredAt;
        this.knownAt = occurredAt;
    }

    /// An event of any type, whose name is empty where the type wants none.
    public static EventBuilder of(EventType type, String name, Instant occurredAt) {
        return new EventBuilder(type, name, occurredAt);
    }

    /// Something that somebody did.
    public static EventBuilder track(String name, Instant occurredAt) {
        return of(EventType.TRACK, name, occurredAt);
    }

    /// Something that is known about somebody.
    public static EventBuilder identify(Struct traits, Instant occurredAt) {
        return of(EventType.IDENTIFY, "", occurredAt).traits(traits);
    }

    public EventBuilder knownAt(Instant known) {
        knownAt = known;
        return this;
    }

    public EventBuilder source(String told) {
        source = told;
        return this;
    }

    public EventBuilder messageId(String id) {
        messageId = id;
        return this;
    }

    public EventBuilder trust(Trust believed) {
        trust = believed;
        return this;
    }

    /// Adds an identifier behind those there are.
    public EventBuilder identifier(String kind, String value) {
        identifiers.add(new Identifier(kind, value));
        return this;
    }

    /// Adds identifiers behind those there are.
    public EventBuilder identifiers(List<Identifier> more) {
        identifiers.addAll(more);
        return this;
    }

    public EventBuilder properties(Struct told) {
        properties = told;
        return this;
    }

    public EventBuilder traits(Struct told) {
        traits = told;
        return this;
    }

    public Event build() {
        return new Event(
                source,
                messageId.isEmpty() ? "m1" : messageId,
                type,
                name,
                identifiers,
                occurredAt,
                knownAt,
                trust,
                properties,
                traits,
                Struct.empty());
    }

    /// The event as stored at a place in the log, whose number is in the message id where the test
    /// says none.
    public Fact fact(long sequence) {
        if (messageId.isEmpty()) {
            messageId = "m" + sequence;
        }
        return new Fact(sequence, 0, build());
    }
}
