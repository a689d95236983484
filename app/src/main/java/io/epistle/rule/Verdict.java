package io.epistle.rule;

import java.time.Instant;

/// Whether a person is meant by a rule, and how long that stands.
///
/// @param member whether the rule holds
/// @param recheckAt the answer is the same on `[now, recheckAt)` unless a new fact of the person or
///   a new World arrives; [Instant#MAX] where nothing known will ever change it
public record Verdict(boolean member, Instant recheckAt) {}
