/// The third tree: what runs over a person's facts, in milliseconds and arrays, and says until when
/// its answer stands.
@NullMarked
package io.epistle.rule.runs;

import org.jspecify.annotations.NullMarked;
