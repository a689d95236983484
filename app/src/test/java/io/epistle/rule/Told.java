package io.epistle.rule;

import io.epistle.event.EventBuilder;
import io.epistle.event.Fact;
import io.epistle.event.StemId;
import io.epistle.event.Struct;
import io.epistle.event.Timeline;
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
        return did(at, name, Struct.empty());
    }

    /// Adds a fact with one number.
    public Told did(String at, String name, String property, String number) {
        return did(at, name, Struct.of(property, Value.of(new BigDecimal(number))));
    }

    /// Adds a fact with properties.
    public Told did(String at, String name, Struct properties) {
        return add(EventBuilder.track(name, Instant.parse(at)).properties(properties));
    }

    /// Adds a fact that tells one trait.
    public Told is(String at, String trait, Value value) {
        return add(EventBuilder.identify(Struct.of(trait, value), Instant.parse(at)));
    }

    private Told add(EventBuilder event) {
        facts.add(event.fact(facts.size() + 1L));
        return this;
    }

    /// The person of whom all this was told.
    public Person person() {
        StemId stem = new StemId(1, 2);
        return new Person(new PersonId(stem), List.of(stem), Timeline.of(facts));
    }
}
