package io.epistle.rule.said;

import java.math.BigDecimal;

/// What is asked of a number.
public sealed interface NumberTest extends Test {
    /// `>= 250`.
    record Compared(Comparison comparison, BigDecimal number) implements NumberTest {}

    /// `between 25 and 34`, both ends included; `least` is at most `most`.
    record Between(BigDecimal least, BigDecimal most) implements NumberTest {
        public Between {
            if (least.compareTo(most) > 0) {
                throw new IllegalArgumentException("found %s above %s".formatted(least, most));
            }
        }
    }
}
