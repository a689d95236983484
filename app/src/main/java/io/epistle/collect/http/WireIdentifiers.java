package io.epistle.collect.http;

import io.epistle.event.EventType;
import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.event.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who an item is about, strongest first.
///
/// @param item the fields of the item
/// @param context of the item and of the batch around it
record WireIdentifiers(WireFields item, Struct context) {
    private static final String EMAIL = "email";

    /// The identifiers, at least one.
    List<Identifier> read(EventType type) throws Flawed {
        List<Identifier> identifiers = new ArrayList<>();
        Optional<String> userId = item.text("userId");
        if (userId.isPresent()) {
            identifiers.add(identifier("userId", Identifier.USER_ID, userId.get()));
        }
        Optional<String> email = email(type);
        if (email.isPresent()) {
            identifiers.add(identifier(EMAIL, Identifier.EMAIL, email.get()));
        }
        Optional<String> anonymousId = item.text("anonymousId");
        if (anonymousId.isPresent()) {
            identifiers.add(identifier("anonymousId", Identifier.ANONYMOUS_ID, anonymousId.get()));
        }
        if (type == EventType.ALIAS) {
            String previous = item.id("previousId", "no_previous_id");
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
    private Optional<String> email(EventType type) throws Flawed {
        Optional<String> told =
                switch (type) {
                    case IDENTIFY -> address(item.struct("traits"));
                    case TRACK, PAGE, SCREEN -> address(item.struct("properties"));
                    case GROUP, ALIAS -> Optional.empty();
                };
        return told.or(() ->
                context.get("traits").orElse(Value.NOTHING) instanceof Struct traits
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
}
