package io.epistle.segment;

import java.time.Instant;

/// How one person stands to one segment.
///
/// @param segment the segment's id
/// @param member whether they are in it
/// @param since when they entered or left; for someone who was never in it, when that was first
///   decided
/// @param recheckAt the answer holds until this instant (exclusive) unless a new fact or World
///   arrives; [Instant#MAX] where time alone never changes it
public record Standing(String segment, boolean member, Instant since, Instant recheckAt) {}
