package io.epistle.rule.runs;

import io.epistle.event.Fact;
import io.epistle.profile.Person;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One person's facts by the event's name, made once and read by every rule that is evaluated for
/// the person. Immutable as the person is; not more costly than one pass over the timeline.
public final class History {
    private final Person person;
    private final Map<String, Sightings> named;

    private History(Person person, Map<String, Sightings> named) {
        this.person = person;
        this.named = named;
    }

    /// The facts of a person, those timed in the future included.
    public static History of(Person person) {
        Map<String, List<Fact>> facts = new HashMap<>();
        for (Fact fact : person.timeline().facts()) {
            if (!fact.name().isEmpty()) {
                facts.computeIfAbsent(fact.name(), _ -> new ArrayList<>()).add(fact);
            }
        }
        Map<String, Sightings> named = HashMap.newHashMap(facts.size());
        facts.forEach((name, those) -> named.put(name, new Sightings(those)));
        return new History(person, named);
    }

    /// This history with more facts of the same person, in any order; it costs a copy of what lies
    /// under their names, no sorting.
    public History plus(List<Fact> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, Sightings> renamed = new HashMap<>(named);
        for (Fact fact : more) {
            if (!fact.name().isEmpty()) {
                renamed.put(
                        fact.name(), renamed.getOrDefault(fact.name(), Sightings.NONE).plus(fact));
            }
        }
        return new History(person.plus(more), renamed);
    }

    /// Whose facts these are.
    public Person person() {
        return person;
    }

    Sightings named(String event) {
        return named.getOrDefault(event, Sightings.NONE);
    }
}
