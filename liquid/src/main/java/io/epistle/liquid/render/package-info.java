/// One render of a tree: scopes, loops, limits and the output buffer.
@NullMarked
package io.epistle.liquid.render;

import org.jspecify.annotations.NullMarked;
