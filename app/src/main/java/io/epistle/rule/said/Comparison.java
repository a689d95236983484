package io.epistle.rule.said;

/// How two numbers are compared.
public enum Comparison {
    /// `=`, by mathematical value: `12` equals `12.00`.
    EQUAL("="),
    /// `!=`
    UNEQUAL("!="),
    /// `<`
    LESS("<"),
    /// `<=`
    AT_MOST("<="),
    /// `>`
    GREATER(">"),
    /// `>=`
    AT_LEAST(">=");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    /// The symbol as written.
    public String symbol() {
        return symbol;
    }
}
