package io.epistle.segment;

import io.epistle.definition.World;
import io.epistle.event.Fact;
import io.epistle.rule.Rules;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// All segments of one World, compiled.
///
/// @param world the version of the World
/// @param segments by id
/// @param index which of them a fact may move
public record LiveSegments(long world, List<LiveSegment> segments, SegmentIndex index) {
    private static LiveSegments of(long world, List<LiveSegment> segments) {
        return new LiveSegments(world, segments, new SegmentIndex(segments));
    }

    /// Compiles the segments of a World.
    ///
    /// @throws IllegalArgumentException where a rule is wrong, which [RuleChecks] finds before a
    ///   World is published
    public static LiveSegments of(World world, DefinedRules rules) {
        return of(
                world.version(),
                rules.definitions().values().stream()
                        .map(segment ->
                                new LiveSegment(
                                        segment,
                                        Rules.compile(
                                                Rules.resolve(
                                                                segment.id(),
                                                                segment.rule().said(),
                                                                rules)
                                                        .orThrow())))
                        .toList());
    }

    /// The latest of facts that may move somebody into a segment or out of it; absent where none
    /// may, or there is no such segment.
    ///
    /// @param facts in the order of time
    public Optional<Fact> latestMoving(String id, List<Fact> facts) {
        int place = segments.stream().map(LiveSegment::id).toList().indexOf(id);
        return facts.reversed().stream()
                .filter(fact -> {
                    BitSet moved = new BitSet();
                    index.mark(fact, moved);
                    return place >= 0 && moved.get(place);
                })
                .findFirst();
    }

    /// A segment; absent where there is none of that id.
    public Optional<LiveSegment> find(String id) {
        return segments.stream().filter(segment -> segment.id().equals(id)).findFirst();
    }
}
