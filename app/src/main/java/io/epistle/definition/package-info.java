/// Definitions as documents: reading them with positions, versions, applying a folder, and the
/// World, the immutable snapshot that decisions look at.
@NullMarked
package io.epistle.definition;

import org.jspecify.annotations.NullMarked;
