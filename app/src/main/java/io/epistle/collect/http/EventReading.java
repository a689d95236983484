package io.epistle.collect.http;

import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Identifier;
import io.epistle.event.JsonText;
import io.epistle.event.Struct;
import io.epistle.event.Trust;
import io.epistle.event.Value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
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
    private static final String EMAIL = "email";
    private static final String TRAITS = "traits";
    private static final String PROPERTIES = "properties";

    /// Where the context keeps the four times of the contract.
    static final String TIMES = "times";

    /// Where the context keeps that the browser's user opted out.
    static final String OPTED_OUT = "gpc";

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
        List<Identifier> identifiers = identifiers(type, said);
        Struct properties = properties(type);
        Struct traits = type == EventType.IDENTIFY ? traits(said) : Struct.empty();
        Struct plain = type == EventType.IDENTIFY ? without(said, TRAITS) : said;
        WireTimes times = times();
        long hash = hash(type, name, identifiers, properties, traits, plain, times);
        Event event =
                new Event(
                        arrival.source(),
                        messageId.orElse(assignedId),
                        type,
                        name,
                        identifiers,
                        times.timestamp(),
                        times.receivedAt(),
                        Trust.DECLARED,
                        properties,
                        traits,
                        marked(plain, times));
        return new Reading(event, hash);
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
        if (name.length() > Event.NAME_LENGTH_MAX) {
            throw new Flawed(
                    "name_too_long",
                    type == EventType.TRACK ? "event" : "name",
                    "%,d characters".formatted(name.length()),
                    "at most " + Event.NAME_LENGTH_MAX);
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
                            Struct.of("group_id", Value.of(required("groupId", "no_group"))));
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

    private List<Identifier> identifiers(EventType type, Struct context) throws Flawed {
        List<Identifier> identifiers = new ArrayList<>();
        Optional<String> userId = item.text("userId");
        if (userId.isPresent()) {
            identifiers.add(identifier("userId", Identifier.USER_ID, userId.get()));
        }
        Optional<String> email = email(type, context);
        if (email.isPresent()) {
            identifiers.add(identifier(EMAIL, Identifier.EMAIL, email.get()));
        }
        Optional<String> anonymousId = item.text("anonymousId");
        if (anonymousId.isPresent()) {
            identifiers.add(identifier("anonymousId", Identifier.ANONYMOUS_ID, anonymousId.get()));
        }
        if (type == EventType.ALIAS) {
            String previous = required("previousId", "no_previous_id");
            identifiers.add(
                    identifier(
                            "previousId",
                            previous.contains("@") ? Identifier.EMAIL : Identifier.ANONYMOUS_ID,
                            previous));
        }
        if (identifiers.isEmpty()) {
            throw new Flawed(
                    "no_identity",
                    "userId",
                    "neither userId nor anonymousId nor an address",
                    "one of them");
        }
        return identifiers;
    }

    /// The address, where the specification has it: in the traits of the call, in those that came
    /// along in its context, in the properties of what happened.
    private Optional<String> email(EventType type, Struct context) throws Flawed {
        Optional<String> told =
                switch (type) {
                    case IDENTIFY -> address(item.struct(TRAITS));
                    case TRACK, PAGE, SCREEN -> address(item.struct(PROPERTIES));
                    case GROUP, ALIAS -> Optional.empty();
                };
        return told.or(() ->
                context.get(TRAITS).orElse(Value.NOTHING) instanceof Struct traits
                        ? address(traits)
                        : Optional.empty());
    }

    private static Optional<String> address(Struct from) {
        return from.text(EMAIL).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Identifier identifier(String path, String kind, String value) throws Flawed {
        if (value.length() > Identifier.VALUE_LENGTH_MAX) {
            throw new Flawed(
                    "identifier_too_long",
                    path,
                    "%,d characters".formatted(value.length()),
                    "at most %,d".formatted(Identifier.VALUE_LENGTH_MAX));
        }
        return new Identifier(kind, value);
    }

    private String required(String name, String rule) throws Flawed {
        return item.text(name).orElseThrow(() -> new Flawed(rule, name, "nothing", "an id"));
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
        return arrival.optedOut() ? merged(marked, Struct.of(OPTED_OUT, Value.TRUE)) : marked;
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

    /// The same for the same content, whenever and how often it is sent: of the times only the
    /// client's own note of when it happened counts.
    private static long hash(
            EventType type,
            String name,
            List<Identifier> identifiers,
            Struct properties,
            Struct traits,
            Struct context,
            WireTimes times) {
        List<Value> who = new ArrayList<>();
        identifiers.forEach(one -> who.add(Value.of(one.kind() + ":" + one.value())));
        return digest(
                JsonText.of(
                        Struct.builder()
                                .put("type", type.name())
                                .put("name", name)
                                .put("identifiers", Value.of(who))
                                .put(PROPERTIES, properties)
                                .put(TRAITS, traits)
                                .put(CONTEXT, context)
                                .put("at", times.original().map(Object::toString).orElse(""))
                                .build()));
    }

    /// The first 64 bits of a text's SHA-256.
    static long digest(String text) {
        try {
            return ByteBuffer.wrap(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
