/// The demonstration: addresses and consents invented for customers whose shop exported none, and
/// replies simulated from what they really bought later. Everything here says that it is invented.
@NullMarked
package io.epistle.demo;

import org.jspecify.annotations.NullMarked;
