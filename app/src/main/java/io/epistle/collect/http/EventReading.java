package io.epistle.collect.http;

import io.epistle.collect.ReservedNames;
import io.epistle.collect.TrustedMatter;
import io.epistle.event.Admission.Reason;
import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.privacy.Consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// From the fields of one item, as the Segment specification names them, to an event. Pure: what it
/// needs to know of time and chance is in the [Arrival].
///
/// @param item the fields of the item
/// @param shared the fields of the batch around it, which count where the item is silent
/// @param arrival what is known about the request
record EventReading(WireFields item, WireFields shared, Arrival arrival) {
    /// The name of a page or screen that its sender gave none: SDKs do not ask for one.
    private static final String PAGE = "Page Viewed";

    private static final String SCREEN = "Screen Viewed";
    private static final String CONTEXT = "context";
    private static final String TRAITS = "traits";
    private static final String PROPERTIES = "properties";

    /// Where the context keeps the four times of the contract.
    static final String TIMES = "times";

    /// An event and what its content comes to.
    record Reading(Event event, long contentHash) {}

    /// The event.
    ///
    /// @param type of the event, which path or item named
    /// @param assignedId its message id where it brings none
    Reading read(EventType type, String assignedId) throws Flawed {
        Optional<String> messageId = item.text("messageId");
        if (messageId.isPresent() && messageId.get().length() > Event.MESSAGE_ID_LENGTH_MAX) {
            throw new Flawed(
                    "message_id_too_long",
                    "messageId",
                    "%,d characters".formatted(messageId.get().length()),
                    "at most " + Event.MESSAGE_ID_LENGTH_MAX);
        }
        String name = name(type);
        Struct said = context();
        List<Identifier> identifiers = new WireIdentifiers(item, said).read(type);
        Struct properties = properties(type);
        Struct traits = type == EventType.IDENTIFY ? traits(said) : Struct.empty();
        Struct plain = type == EventType.IDENTIFY ? without(said, TRAITS) : said;
        WireTimes times = times();
        Content content =
                new Content(type, name, identifiers, properties, traits, plain, times.original());
        Event event =
                new Event(
                        arrival.source().id(),
                        messageId.orElse(assignedId),
                        type,
                        name,
                        identifiers,
                        times.timestamp(),
                        times.receivedAt(),
                        arrival.source().isTrustedFor(TrustedMatter.CONSENT)
                                ? Trust.VOUCHED
                                : Trust.DECLARED,
                        properties,
                        traits,
                        marked(plain, times));
        return new Reading(event, content.hash());
    }

    private String name(EventType type) throws Flawed {
        String name =
                switch (type) {
                    case TRACK ->
                            item.text("event")
                                    .orElseThrow(() ->
                                            new Flawed(
                                                    "no_event_name",
                                                    "event",
                                                    "no name",
                                                    "the name of what happened"));
                    case PAGE -> item.text("name").orElse(PAGE);
                    case SCREEN -> item.text("name").orElse(SCREEN);
                    case IDENTIFY, GROUP, ALIAS -> "";
                };
        String path = type == EventType.TRACK ? "event" : "name";
        if (name.length() > Event.NAME_LENGTH_MAX) {
            throw new Flawed(
                    "name_too_long",
                    path,
                    "%,d characters".formatted(name.length()),
                    "at most " + Event.NAME_LENGTH_MAX);
        }
        Optional<Reason> refusal = ReservedNames.refusal(name, path, arrival.source());
        if (refusal.isPresent()) {
            throw new Flawed(refusal.get());
        }
        return name;
    }

    /// The batch's context with the item's own fields in front.
    private Struct context() throws Flawed {
        Struct inherited = shared.structOrEmpty(CONTEXT);
        Struct own = item.struct(CONTEXT);
        Struct context = inherited.isEmpty() ? own : merged(inherited, own);
        Struct integrations =
                merged(shared.structOrEmpty("integrations"), item.structOrEmpty("integrations"));
        return integrations.isEmpty()
                ? context
                : merged(context, Struct.of("integrations", integrations));
    }

    private Struct properties(EventType type) throws Flawed {
        return switch (type) {
            case TRACK -> item.struct(PROPERTIES);
            case PAGE, SCREEN -> {
                Struct properties = item.struct(PROPERTIES);
                Optional<String> category = item.text("category");
                yield category.isPresent()
                        ? merged(Struct.of("category", Value.of(category.get())), properties)
                        : properties;
            }
            // What is said about a group is not said about the person.
            case GROUP ->
                    merged(
                            item.struct(TRAITS),
                            Struct.of("group_id", Value.of(item.id("groupId", "no_group"))));
            case IDENTIFY, ALIAS -> Struct.empty();
        };
    }

    private Struct traits(Struct context) throws Flawed {
        Struct beside =
                context.get(TRAITS).orElse(Value.NOTHING) instanceof Struct traits
                        ? traits
                        : Struct.empty();
        return merged(beside, item.struct(TRAITS));
    }

    private WireTimes times() throws Flawed {
        WireFields sending = item.value("sentAt").isPresent() ? item : shared;
        Optional<Instant> sentAt = sending.instant("sentAt");
        Optional<Instant> original = item.instant("originalTimestamp");
        if (original.isEmpty()) {
            original = item.instant("timestamp");
        }
        if (original.isEmpty()) {
            original = shared.instant("timestamp");
        }
        return WireTimes.of(arrival.receivedAt(), sentAt, original);
    }

    private Struct marked(Struct context, WireTimes times) throws Flawed {
        Struct marked = merged(context, Struct.of(TIMES, times.kept()));
        return arrival.optedOut()
                ? merged(marked, Struct.of(Consent.OPTED_OUT, Value.TRUE))
                : marked;
    }

    private static Struct merged(Struct under, Struct over) throws Flawed {
        if (under.isEmpty() || over.isEmpty()) {
            return under.isEmpty() ? over : under;
        }
        if (under.size() + over.size() > Struct.FIELDS_MAX) {
            throw new Flawed(
                    "too_many_fields",
                    "",
                    "%,d fields in one object".formatted(under.size() + over.size()),
                    "at most %,d".formatted(Struct.FIELDS_MAX));
        }
        Struct.Builder merged = Struct.builder();
        for (Struct each : List.of(under, over)) {
            for (int index = 0; index < each.size(); index++) {
                merged.put(each.name(index), each.value(index));
            }
        }
        return merged.build();
    }

    private static Struct without(Struct struct, String name) {
        if (struct.get(name).isEmpty()) {
            return struct;
        }
        Struct.Builder rest = Struct.builder();
        for (int index = 0; index < struct.size(); index++) {
            if (!struct.name(index).equals(name)) {
                rest.put(struct.name(index), struct.value(index));
            }
        }
        return rest.build();
    }
}
