/// The product's entry: `Main` wires the packages by hand, on one screen; the packages below it are
/// in the order data flows.
@NullMarked
package io.epistle;

import org.jspecify.annotations.NullMarked;
