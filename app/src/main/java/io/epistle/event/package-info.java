/// Facts and timelines: who did what, when it happened and when it was known, with the values a
/// fact carries and their versioned encoding.
@NullMarked
package io.epistle.event;

import org.jspecify.annotations.NullMarked;
