package io.epistle.rule.runs;

import io.epistle.event.Value;
import io.epistle.profile.Person;
import io.epistle.profile.Trait;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Conditions on a person's traits, which change as facts come into sight.
final class Traits {
    private Traits() {}

    static Standing standing(Runs.TraitMeets trait, Person person, long now) {
        Spells spells = new Spells();
        long from = now;
        while (from < Standing.FOREVER) {
            long until = nextChange(person, trait.path(), from);
            Checks.spells(
                    trait.check(), values(person, trait.path(), from), from, until, now, spells);
            from = until;
        }
        return spells.at(now);
    }

    /// What a trait's path leads to at a moment: the trait itself, or fields of the structs in a
    /// list that a shorter path names.
    static List<Value> values(Person person, String path, long at) {
        Instant moment = Instant.ofEpochMilli(at);
        Optional<Trait> trait = person.trait(path, moment);
        if (trait.isPresent()) {
            return Paths.present(trait.get().value());
        }
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            Optional<Trait> outer = person.trait(path.substring(0, dot), moment);
            if (outer.isPresent() && outer.get().value() instanceof Value.Sequence list) {
                return Paths.inside(Optional.of(list), path.substring(dot + 1));
            }
        }
        return List.of();
    }

    private static long nextChange(Person person, String path, long at) {
        Instant moment = Instant.ofEpochMilli(at);
        long next = nextChangeOfTrait(person, path, moment);
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            next = Math.min(next, nextChangeOfTrait(person, path.substring(0, dot), moment));
        }
        return next;
    }

    private static long nextChangeOfTrait(Person person, String trait, Instant moment) {
        return person.nextTraitChange(trait, moment)
                .map(Instant::toEpochMilli)
                .orElse(Standing.FOREVER);
    }
}
