package io.epistle.segment;

import io.epistle.definition.Cuts;
import io.epistle.definition.Definitions;
import io.epistle.definition.World;
import io.epistle.profile.RfmCuts;
import io.epistle.rule.RuleWorld;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What rules look at outside the person, as the definitions and cut points of one World have it.
/// Of several lifecycles, the one whose id comes first counts.
///
/// @param zone the account's
/// @param definitions all segments, by id
/// @param lifecycle the stages in order; empty where no lifecycle is defined
/// @param rfmCuts absent before they were published
public record DefinedRules(
        ZoneId zone,
        SortedMap<String, SegmentDefinition> definitions,
        List<Stage> lifecycle,
        Optional<RfmCuts> rfmCuts)
        implements RuleWorld {
    /// The figure of [World#cuts()] that holds the cut points of recency, in whole milliseconds.
    public static final String RECENCY = "rfm.recency";

    /// The figure of [World#cuts()] that holds the cut points of frequency, in orders.
    public static final String FREQUENCY = "rfm.frequency";

    /// The figure of [World#cuts()] that holds the cut points of monetary value, in major units.
    public static final String MONETARY = "rfm.monetary";

    public DefinedRules {
        definitions = Collections.unmodifiableSortedMap(new TreeMap<>(definitions));
        lifecycle = List.copyOf(lifecycle);
    }

    /// The rules of a World; reading its documents costs, so do it once per version.
    public static DefinedRules of(World world) {
        return new DefinedRules(
                world.zone(),
                Definitions.all(world, SegmentDefinition.PARSER),
                stages(Definitions.all(world, LifecycleDefinition.PARSER).values()),
                rfmCuts(world));
    }

    /// The cut points as a World keeps them, by figure.
    public static SortedMap<String, Cuts> cuts(RfmCuts cuts) {
        SortedMap<String, Cuts> figures = new TreeMap<>();
        figures.put(
                RECENCY, new Cuts(cuts.recencyMillis().stream().map(BigDecimal::valueOf).toList()));
        figures.put(
                FREQUENCY, new Cuts(cuts.frequency().stream().map(BigDecimal::valueOf).toList()));
        figures.put(MONETARY, new Cuts(cuts.monetary()));
        return Collections.unmodifiableSortedMap(figures);
    }

    @Override
    public List<String> segments() {
        return List.copyOf(definitions.keySet());
    }

    @Override
    public Optional<String> segmentRule(String id) {
        return Optional.ofNullable(definitions.get(id)).map(segment -> segment.rule().text());
    }

    private static List<Stage> stages(Collection<LifecycleDefinition> lifecycles) {
        return lifecycles.stream()
                .findFirst()
                .map(LifecycleDefinition::stages)
                .orElse(List.of())
                .stream()
                .map(stage -> new Stage(stage.name(), stage.rule().text()))
                .toList();
    }

    private static Optional<RfmCuts> rfmCuts(World world) {
        Optional<Cuts> recency = world.cuts(RECENCY);
        Optional<Cuts> frequency = world.cuts(FREQUENCY);
        Optional<Cuts> monetary = world.cuts(MONETARY);
        if (recency.isEmpty() || frequency.isEmpty() || monetary.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new RfmCuts(
                        recency.get().points().stream().map(BigDecimal::longValueExact).toList(),
                        frequency.get().points().stream().map(BigDecimal::intValueExact).toList(),
                        monetary.get().points()));
    }
}
