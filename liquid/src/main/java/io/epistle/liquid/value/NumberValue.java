package io.epistle.liquid.value;

import java.math.BigDecimal;

/// A number: whole (of any size) or decimal. [Arithmetic] has the rules.
public sealed interface NumberValue extends Value permits Whole, BigWhole, Decimal {

    /// The exact number; for a decimal the shortest digits that identify it.
    ///
    /// @throws NumberFormatException for a decimal that is not finite
    BigDecimal exact();
}
