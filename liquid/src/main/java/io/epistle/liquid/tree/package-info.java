/// The parsed template: immutable, sealed nodes that say what was written and nothing about a
/// render.
@NullMarked
package io.epistle.liquid.tree;

import org.jspecify.annotations.NullMarked;
