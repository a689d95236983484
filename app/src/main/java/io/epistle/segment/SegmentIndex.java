package io.epistle.segment;

import io.epistle.event.Event;
import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.rule.Mentions;
import io.epistle.rule.runs.Program;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// From a fact to the segments that it may move: an inverted index of what their rules look at.
/// Looking a fact up costs what the rules that name its event or its traits cost; those that do not
/// are never met. Immutable.
public final class SegmentIndex {
    /// Stands for what no rule asks for, where a fact must say something.
    private static final String UNTOLD = "-";

    private final List<LiveSegment> segments;
    private final Map<String, List<Integer>> byEvent = new HashMap<>();

    /// By the first part of the trait's path, which whatever leads to it or into it shares.
    private final Map<String, List<Integer>> byTrait = new HashMap<>();

    private final List<Integer> byAnything = new ArrayList<>();

    /// The names of events as the rules have them, to share between facts.
    private final Map<String, String> names = new HashMap<>();

    private final Set<String> properties = new HashSet<>();

    /// An index of segments, which are told by their place in this list.
    SegmentIndex(List<LiveSegment> segments) {
        this.segments = segments;
        for (int place = 0; place < segments.size(); place++) {
            Mentions mentions = segments.get(place).program().mentions();
            for (String event : mentions.events()) {
                note(byEvent, event, place);
                names.put(event, event);
            }
            for (String trait : mentions.traits()) {
                note(byTrait, Mentions.root(trait), place);
            }
            properties.addAll(mentions.properties());
            if (mentions.everyFact()) {
                byAnything.add(place);
            }
        }
    }

    private static void note(Map<String, List<Integer>> places, String key, int place) {
        List<Integer> known = places.computeIfAbsent(key, _ -> new ArrayList<>());
        if (known.isEmpty() || known.getLast() != place) {
            known.add(place);
        }
    }

    /// Whether a fact may move anybody between segments; where it does not, no history needs it.
    public boolean concerns(Fact fact) {
        BitSet places = new BitSet();
        mark(fact, places);
        return !places.isEmpty();
    }

    /// What the rules look at in a fact that concerns them, and nothing else: they give the same
    /// answers of it as of the fact, for a fraction of the memory.
    public Fact lean(Fact fact) {
        Event event = fact.event();
        String name = event.name();
        return new Fact(
                fact.sequence(),
                fact.depth(),
                new Event(
                        UNTOLD,
                        UNTOLD,
                        event.type(),
                        name.isEmpty() ? name : names.getOrDefault(name, UNTOLD),
                        List.of(),
                        event.occurredAt(),
                        event.occurredAt(),
                        event.trust(),
                        event.properties()
                                .only(property -> properties.contains(Mentions.root(property))),
                        event.traits().only(trait -> byTrait.containsKey(Mentions.root(trait))),
                        Struct.empty()));
    }

    /// Marks the places of the segments that a fact may move.
    public void mark(Fact fact, BitSet places) {
        mark(byAnything, fact, places);
        if (!fact.name().isEmpty()) {
            mark(byEvent.getOrDefault(fact.name(), List.of()), fact, places);
        }
        Struct traits = fact.event().traits();
        for (int index = 0; index < traits.size(); index++) {
            mark(byTrait.getOrDefault(Mentions.root(traits.name(index)), List.of()), fact, places);
        }
    }

    private void mark(List<Integer> candidates, Fact fact, BitSet places) {
        for (int place : candidates) {
            Program program = segments.get(place).program();
            if (!places.get(place) && program.concerns(fact)) {
                places.set(place);
            }
        }
    }
}
