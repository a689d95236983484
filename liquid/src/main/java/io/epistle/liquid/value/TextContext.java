package io.epistle.liquid.value;

import java.time.ZoneId;
import java.time.ZoneOffset;

/// What turning values into text depends on besides the values, and what counts the work of it.
public interface TextContext extends Meter {
    /// Times in UTC, and nobody counts: for values that are known to be short.
    TextContext PLAIN =
            new TextContext() {
                @Override
                public ZoneId zone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public void charge(long steps) {
                    // nobody asks
                }
            };

    /// The zone in which dates without one are read and shown.
    ZoneId zone();
}
