package io.epistle.segment;

import io.epistle.rule.runs.Program;

/// A segment as it is decided.
///
/// @param definition what its author wrote
/// @param program what runs
public record LiveSegment(SegmentDefinition definition, Program program) {
    /// The segment's id.
    public String id() {
        return definition.id();
    }
}
