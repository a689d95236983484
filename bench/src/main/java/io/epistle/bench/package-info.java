/// One benchmark per question, each of which checks that the work was right before it says how long
/// it took.
@NullMarked
package io.epistle.bench;

import org.jspecify.annotations.NullMarked;
