package io.epistle.rule;

import io.epistle.profile.RfmCuts;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What rules look at outside the person: an immutable snapshot. A rule resolved against one keeps
/// to it; publishing a new one means resolving again.
public interface RuleWorld {
    /// The account's zone: days in dates, `this month` and anniversaries are reckoned in it.
    ZoneId zone();

    /// The ids of all segments, ascending.
    List<String> segments();

    /// The text of a segment's rule; absent for unknown ids.
    Optional<String> segmentRule(String id);

    /// The stages of the lifecycle in order of precedence: a person is in the first that holds.
    /// Empty where none is defined.
    List<Stage> lifecycle();

    /// The published cut points of recency, frequency and monetary; absent before the first.
    Optional<RfmCuts> rfmCuts();

    /// One stage of the lifecycle.
    ///
    /// @param name as rules name it
    /// @param rule the text of its rule
    record Stage(String name, String rule) {}

    /// A World given by its parts.
    static RuleWorld of(
            ZoneId zone,
            SortedMap<String, String> segments,
            List<Stage> lifecycle,
            Optional<RfmCuts> rfmCuts) {
        return new Fixed(zone, new TreeMap<>(segments), List.copyOf(lifecycle), rfmCuts);
    }

    /// A World of a zone alone: no segments, no lifecycle, no cut points.
    static RuleWorld of(ZoneId zone) {
        return of(zone, new TreeMap<>(), List.of(), Optional.empty());
    }
}

/// A World that holds its parts.
record Fixed(
        ZoneId zone,
        SortedMap<String, String> rules,
        List<RuleWorld.Stage> lifecycle,
        Optional<RfmCuts> rfmCuts)
        implements RuleWorld {
    @Override
    public List<String> segments() {
        return List.copyOf(rules.keySet());
    }

    @Override
    public Optional<String> segmentRule(String id) {
        return Optional.ofNullable(rules.get(id));
    }
}
