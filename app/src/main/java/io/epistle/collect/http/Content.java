package io.epistle.collect.http;

import io.epistle.event.EventType;
import io.epistle.event.Identifier;
import io.epistle.event.JsonText;
import io.epistle.event.Struct;
import io.epistle.event.Value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an item says, without its message id and what its arrival adds.
///
/// @param type the kind of call
/// @param name the event's name; empty where the type has none
/// @param identifiers who it is about
/// @param properties what happened
/// @param traits what is known about the person
/// @param context as it was sent
/// @param original when it happened, by the client's own note; absent where it has none
record Content(
        EventType type,
        String name,
        List<Identifier> identifiers,
        Struct properties,
        Struct traits,
        Struct context,
        Optional<Instant> original) {
    /// The same for the same content, whenever and how often it is sent.
    long hash() {
        List<Value> who = new ArrayList<>();
        identifiers.forEach(one -> who.add(Value.of(one.kind() + ":" + one.value())));
        return digest(
                JsonText.of(
                        Struct.builder()
                                .put("type", type.name())
                                .put("name", name)
                                .put("identifiers", Value.of(who))
                                .put("properties", properties)
                                .put("traits", traits)
                                .put("context", context)
                                .put("at", original.map(Object::toString).orElse(""))
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
