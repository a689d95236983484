/// The person as a fold over the timeline: traits with source, time and trust, engagement and
/// completeness.
@NullMarked
package io.epistle.profile;

import org.jspecify.annotations.NullMarked;
