/// Identifiers, and which of them belong to one person: stems, links between stems, limits, merging
/// and un-merging.
@NullMarked
package io.epistle.identity;

import org.jspecify.annotations.NullMarked;
