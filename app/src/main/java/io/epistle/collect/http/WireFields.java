package io.epistle.collect.http;

import io.epistle.event.Struct;
import io.epistle.event.Value;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The fields of one item under their names in the contract: camel case, or else snake case, as
/// some SDKs write them. JSON `null` is as good as no field.
record WireFields(Struct fields) {
    /// The names of the contract in snake case: a few dozen, asked for of every event.
    private static final Map<String, String> SNAKES = new ConcurrentHashMap<>();

    /// The value of a field; absent where there is none.
    ///
    /// @param name one of the contract's, in camel case
    Optional<Value> value(String name) {
        return fields.get(name)
                .filter(WireFields::says)
                .or(() ->
                        fields.get(SNAKES.computeIfAbsent(name, WireFields::snake))
                                .filter(WireFields::says));
    }

    private static boolean says(Value value) {
        return !(value instanceof Value.Nothing);
    }

    /// The text of a field, or of a whole number there; absent where it is missing or blank.
    Optional<String> text(String name) throws Flawed {
        Optional<Value> value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return switch (value.get()) {
            case Value.Text(String text) ->
                    text.isBlank() ? Optional.empty() : Optional.of(text.strip());
            case Value.Whole(long number) -> Optional.of(Long.toString(number));
            case Value.Decimal _, Value.Bool _, Value.Sequence _, Value.Nothing _, Struct _ ->
                    throw new Flawed("wrong_type", name, kind(value.get()), "a text");
        };
    }

    /// The id in a field that must have one.
    ///
    /// @param rule what is broken where it has none
    String id(String name, String rule) throws Flawed {
        return text(name).orElseThrow(() -> new Flawed(rule, name, "nothing", "an id"));
    }

    /// The object in a field; empty where it is missing.
    Struct struct(String name) throws Flawed {
        Value value = value(name).orElse(Struct.empty());
        if (value instanceof Struct struct) {
            return struct;
        }
        throw new Flawed("wrong_type", name, kind(value), "an object");
    }

    /// The object in a field; empty where there is none, whatever else there is.
    Struct structOrEmpty(String name) {
        return value(name).orElse(Value.NOTHING) instanceof Struct struct ? struct : Struct.empty();
    }

    /// The instant in a field; absent where it is missing.
    Optional<Instant> instant(String name) throws Flawed {
        Optional<Value> value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> instant = WireTimes.instant(value.get());
        if (instant.isEmpty()) {
            throw new Flawed(
                    "bad_time",
                    name,
                    kind(value.get()) + " that is no time",
                    "a time such as 2026-01-05T08:00:00.000Z");
        }
        return instant;
    }

    /// A value by its kind, which tells nothing of a person.
    static String kind(Value value) {
        return switch (value) {
            case Value.Text _ -> "a text";
            case Value.Whole _, Value.Decimal _ -> "a number";
            case Value.Bool _ -> "true or false";
            case Value.Sequence _ -> "a list";
            case Value.Nothing _ -> "null";
            case Struct _ -> "an object";
        };
    }

    private static String snake(String camel) {
        StringBuilder snake = new StringBuilder(camel.length() + 4);
        for (int index = 0; index < camel.length(); index++) {
            char letter = camel.charAt(index);
            if (letter >= 'A' && letter <= 'Z') {
                snake.append('_').append((char) (letter + ('a' - 'A')));
            } else {
                snake.append(letter);
            }
        }
        return snake.toString();
    }
}
