package io.epistle.rule.said;

import java.math.BigDecimal;

/// A value written out in a rule.
public sealed interface Literal {
    /// `"New York"`.
    record Text(String text) implements Literal {}

    /// `0.7`, exactly as written.
    record Numeric(BigDecimal number) implements Literal {}

    /// `true` or `false`.
    record Truth(boolean truth) implements Literal {}
}
