/// The door for tags that are not part of Liquid: how a product adds its own.
@NullMarked
package io.epistle.liquid.tag;

import org.jspecify.annotations.NullMarked;
