/// Dates as the `date` filter needs them: reading what people write, and strftime patterns.
@NullMarked
package io.epistle.liquid.date;

import org.jspecify.annotations.NullMarked;
