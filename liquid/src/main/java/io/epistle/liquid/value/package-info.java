/// What templates compute with: a small closed set of values, and the reference's rules for turning
/// them into text, numbers, truth and order.
@NullMarked
package io.epistle.liquid.value;

import org.jspecify.annotations.NullMarked;
