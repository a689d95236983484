/// Where facts come in: HTTP collection, files, hooks and forms; what is not accepted is
/// quarantined with its reason.
@NullMarked
package io.epistle.collect;

import org.jspecify.annotations.NullMarked;
