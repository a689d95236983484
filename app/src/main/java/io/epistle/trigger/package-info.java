/// When to speak: campaigns, journeys, caps and quiet hours, decided purely and simulated before
/// anyone is touched.
@NullMarked
package io.epistle.trigger;

import org.jspecify.annotations.NullMarked;
