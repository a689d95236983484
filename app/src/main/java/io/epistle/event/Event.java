package io.epistle.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Who did what, when, and since when it is known: validated, but not yet stored. Once stored it is
/// a [Fact].
///
/// @param source the write key's or import's name, such as `shop` or `import.orders`
/// @param messageId unique within the source for its duplicate window, 1 to
///   [#MESSAGE_ID_LENGTH_MAX] characters
/// @param type the kind of call
/// @param name the event's name (`Order Completed`); empty only for [EventType#IDENTIFY],
///   [EventType#GROUP] and [EventType#ALIAS]
/// @param identifiers who it is about, strongest first as received; empty for facts about nobody
///   (an order without a customer), which feed catalogue and popularity alone
/// @param occurredAt when it happened, in milliseconds, corrected for the client's clock
/// @param knownAt when Epistle could know it, in milliseconds: the receipt, or `occurredAt` for
///   imports of history
/// @param trust how far the source is believed in a tie
/// @param properties what happened; empty where nothing was said
/// @param traits what is known about the person; a [Value#NOTHING] removes a trait
/// @param context device, page, campaign and the client's own clock readings
public record Event(
        String source,
        String messageId,
        EventType type,
        String name,
        List<Identifier> identifiers,
        Instant occurredAt,
        Instant knownAt,
        Trust trust,
        Struct properties,
        Struct traits,
        Struct context) {
    /// The Segment contract's own bound.
    public static final int MESSAGE_ID_LENGTH_MAX = 100;

    /// Names are looked up in tables of definitions; longer ones are noise.
    public static final int NAME_LENGTH_MAX = 256;

    /// A person has about a hundred stems; one event never names more.
    public static final int IDENTIFIERS_MAX = 32;

    public Event {
        if (source.isEmpty() || source.length() > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException("source of length " + source.length());
        }
        if (messageId.isEmpty() || messageId.length() > MESSAGE_ID_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "messageId of length %d, expected 1 to %d"
                            .formatted(messageId.length(), MESSAGE_ID_LENGTH_MAX));
        }
        boolean named =
                switch (type) {
                    case TRACK, PAGE, SCREEN -> true;
                    case IDENTIFY, GROUP, ALIAS -> false;
                };
        if (name.length() > NAME_LENGTH_MAX || (named && name.isEmpty())) {
            throw new IllegalArgumentException("event name of length " + name.length());
        }
        if (identifiers.size() > IDENTIFIERS_MAX) {
            throw new IllegalArgumentException(
                    "found %d identifiers".formatted(identifiers.size()));
        }
        identifiers = List.copyOf(identifiers);
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MILLIS);
        knownAt = knownAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /// The first identifier of a kind, or null where the event has none.
    public @org.jspecify.annotations.Nullable String identifier(String kind) {
        for (Identifier identifier : identifiers) {
            if (identifier.kind().equals(kind)) {
                return identifier.value();
            }
        }
        return null;
    }
}
