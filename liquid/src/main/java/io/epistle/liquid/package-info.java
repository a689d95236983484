/// The Liquid template language: parsed once to an immutable template that many threads render,
/// within limits, without reflection.
@NullMarked
package io.epistle.liquid;

import org.jspecify.annotations.NullMarked;
