package io.epistle.rule;

import io.epistle.event.Event;
import io.epistle.event.EventType;
import io.epistle.event.Fact;
import io.epistle.event.StemId;
import io.epistle.event.Struct;
import io.epistle.event.Timeline;
import io.epistle.event.Trust;
import io.epistle.event.Value;
import io.epistle.identity.PersonId;
import io.epistle.profile.Person;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Tells a person's facts in few words, numbered in the order they are told in.
public final class Told {
    private final List<Fact> facts = new ArrayList<>();

    /// Adds a fact without properties.
    public Told did(String at, String name) {
        return add(at, EventType.TRACK, name, Struct.empty(), Struct.empty());
    }

    /// Adds a fact with one number.
    public Told did(String at, String name, String property, String number) {
        return add(
                at,
                EventType.TRACK,
                name,
                Struct.of(property, Value.of(new BigDecimal(number))),
                Struct.empty());
    }

    /// Adds a fact with properties.
    public Told did(String at, String name, Struct properties) {
        return add(at, EventType.TRACK, name, properties, Struct.empty());
    }

    /// Adds a fact that tells one trait.
    public Told is(String at, String trait, Value value) {
        return add(at, EventType.IDENTIFY, "", Struct.empty(), Struct.of(trait, value));
    }

    private Told add(String at, EventType type, String name, Struct properties, Struct traits) {
        Instant time = Instant.parse(at);
        long sequence = facts.size() + 1L;
        facts.add(
                new Fact(
                        sequence,
                        0,
                        new Event(
                                "shop",
                                "m" + sequence,
                                type,
                                name,
                                List.of(),
                                time,
                                time,
                                Trust.DECLARED,
                                properties,
                                traits,
                                Struct.empty())));
        return this;
    }

    /// The person of whom all this was told.
    public Person person() {
        StemId stem = new StemId(1, 2);
        return new Person(new PersonId(stem), List.of(stem), Timeline.of(facts));
    }
}
