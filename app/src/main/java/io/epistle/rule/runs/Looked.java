package io.epistle.rule.runs;

import io.epistle.event.Fact;

import java.util.ArrayList;
import java.util.List;

/// Facts that a rule looks for.
///
/// @param event their name
/// @param sieve which of them
/// @param reach how far back they can lie and still matter; [Standing#FOREVER] for any distance
record Looked(String event, Sieve sieve, long reach) {
    /// A filter as it runs.
    sealed interface Sieve {
        record Everything() implements Sieve {}

        record All(List<Sieve> parts) implements Sieve {}

        record Any(List<Sieve> parts) implements Sieve {}

        record Not(Sieve part) implements Sieve {}

        record Meets(String property, Check.Timeless check) implements Sieve {}
    }

    /// Whether a fact is one of these, however long ago it was.
    boolean isOne(Fact fact) {
        return event.equals(fact.name()) && passes(sieve, fact);
    }

    /// The facts in a history that may matter at `now` or later.
    Sightings in(History history, long now) {
        Sightings named = history.named(event);
        Sightings near = reach == Standing.FOREVER ? named : named.after(now - reach);
        if (sieve instanceof Sieve.Everything) {
            return near;
        }
        List<Fact> kept = new ArrayList<>();
        for (int index = 0; index < near.size(); index++) {
            if (passes(sieve, near.fact(index))) {
                kept.add(near.fact(index));
            }
        }
        return kept.size() == near.size() ? near : new Sightings(kept);
    }

    private static boolean passes(Sieve sieve, Fact fact) {
        return switch (sieve) {
            case Sieve.Everything _ -> true;
            case Sieve.All(List<Sieve> parts) -> {
                for (Sieve part : parts) {
                    if (!passes(part, fact)) {
                        yield false;
                    }
                }
                yield true;
            }
            case Sieve.Any(List<Sieve> parts) -> {
                for (Sieve part : parts) {
                    if (passes(part, fact)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Sieve.Not(Sieve part) -> !passes(part, fact);
            case Sieve.Meets(String property, Check.Timeless check) ->
                    Checks.holds(check, Paths.values(fact.properties(), property));
        };
    }
}
