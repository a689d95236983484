/// From source text to the tree: tokens of the template, tokens inside a tag, tags, blocks.
@NullMarked
package io.epistle.liquid.parse;

import org.jspecify.annotations.NullMarked;
