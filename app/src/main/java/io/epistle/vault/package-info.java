/// Keys: one per stem, so that erasing a key erases a person's facts everywhere, and keyed hashes
/// under which identifiers are indexed.
@NullMarked
package io.epistle.vault;

import org.jspecify.annotations.NullMarked;
