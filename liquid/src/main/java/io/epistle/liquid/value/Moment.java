package io.epistle.liquid.value;

import java.time.Instant;

/// A point in time.
///
/// @param instant the instant, shown in the render's zone
public record Moment(Instant instant) implements Value {}
