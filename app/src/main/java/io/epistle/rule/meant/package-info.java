/// The second tree: what a rule means here and now, with names resolved, types checked and windows
/// as durations.
@NullMarked
package io.epistle.rule.meant;

import org.jspecify.annotations.NullMarked;
