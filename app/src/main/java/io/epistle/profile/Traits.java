package io.epistle.profile;

import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.event.Timeline;
import io.epistle.event.Trust;
import io.epistle.event.Value;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The fold of a timeline into traits, with their history: the latest value wins, a tie in time
/// goes to the more trusted source, then to the later fact; [Value#NOTHING] removes. Nested objects
/// are traits under dotted paths.
final class Traits {
    private record Change(Instant at, Trust trust, long sequence, Value value, String source) {
        static final Comparator<Change> BY_WEIGHT =
                Comparator.comparing(Change::at)
                        .thenComparing(Change::trust)
                        .thenComparingLong(Change::sequence);
    }

    private final SortedMap<String, List<Change>> history;

    private Traits(SortedMap<String, List<Change>> history) {
        this.history = history;
    }

    static Traits fold(Timeline timeline) {
        SortedMap<String, List<Change>> history = new TreeMap<>();
        for (Fact fact : timeline.facts()) {
            collect(history, "", fact.event().traits(), fact);
        }
        history.values().forEach(changes -> changes.sort(Change.BY_WEIGHT));
        return new Traits(history);
    }

    private static void collect(
            SortedMap<String, List<Change>> history, String prefix, Struct traits, Fact fact) {
        for (int index = 0; index < traits.size(); index++) {
            String path = prefix + traits.name(index);
            Value value = traits.value(index);
            history.computeIfAbsent(path, _ -> new ArrayList<>())
                    .add(
                            new Change(
                                    fact.occurredAt(),
                                    fact.event().trust(),
                                    fact.sequence(),
                                    value,
                                    fact.event().source()));
            if (value instanceof Struct inner) {
                collect(history, path + ".", inner, fact);
            }
        }
    }

    Optional<Trait> at(String path, Instant now) {
        List<Change> changes = history.get(path);
        if (changes == null) {
            return Optional.empty();
        }
        for (Change change : changes.reversed()) {
            if (!change.at().isAfter(now)) {
                return change.value() instanceof Value.Nothing
                        ? Optional.empty()
                        : Optional.of(
                                new Trait(
                                        path,
                                        change.value(),
                                        change.source(),
                                        change.at(),
                                        change.trust()));
            }
        }
        return Optional.empty();
    }

    Optional<Instant> nextChange(String path, Instant now) {
        List<Change> changes = history.getOrDefault(path, List.of());
        for (Change change : changes) {
            if (change.at().isAfter(now)) {
                return Optional.of(change.at());
            }
        }
        return Optional.empty();
    }

    SortedMap<String, Trait> all(Instant now) {
        SortedMap<String, Trait> traits = new TreeMap<>();
        for (String path : history.keySet()) {
            at(path, now).ifPresent(trait -> traits.put(path, trait));
        }
        return traits;
    }
}
