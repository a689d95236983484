package io.epistle.segment;

import io.epistle.definition.World;
import io.epistle.rule.Rules;

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

    /// A segment; absent where there is none of that id.
    public Optional<LiveSegment> find(String id) {
        return segments.stream().filter(segment -> segment.id().equals(id)).findFirst();
    }
}
