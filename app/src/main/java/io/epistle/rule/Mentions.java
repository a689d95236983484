package io.epistle.rule;

import io.epistle.event.Fact;
import io.epistle.event.Struct;

import java.util.Collections;
import java.util.List;

/// What a rule looks at, rules that it names included: a fact that it does not mention leaves its
/// answer as it was.
///
/// @param events names of events, ascending
/// @param traits dotted paths of traits, ascending
/// @param properties first parts of the paths of properties of those events, ascending
/// @param segments ids of segments and names of stages that it leads to, ascending
/// @param everyFact whether any fact may change the answer, as with `known for`
public record Mentions(
        List<String> events,
        List<String> traits,
        List<String> properties,
        List<String> segments,
        boolean everyFact) {
    public Mentions {
        properties = List.copyOf(properties);
        events = List.copyOf(events);
        traits = List.copyOf(traits);
        segments = List.copyOf(segments);
    }

    /// Whether a new fact may change the answer.
    public boolean concern(Fact fact) {
        return everyFact
                || Collections.binarySearch(events, fact.name()) >= 0
                || concernTraits(fact);
    }

    /// Whether a fact tells one of the traits, a part of one, or what one is a part of.
    public boolean concernTraits(Fact fact) {
        return !traits.isEmpty() && concern(fact.event().traits(), "");
    }

    /// The first part of a dotted path, which all paths share that lead to it or into it.
    public static String root(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    private boolean concern(Struct told, String prefix) {
        for (int index = 0; index < told.size(); index++) {
            String path = prefix + told.name(index);
            for (String trait : traits) {
                if (isWithin(trait, path) || isWithin(path, trait)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isWithin(String path, String outer) {
        return path.equals(outer) || path.startsWith(outer + ".");
    }
}
