package io.epistle.liquid.tree;

/// A comparison.
public enum Operator {
    /// `==`
    EQUAL("=="),
    /// `!=` or `<>`
    NOT_EQUAL("!="),
    /// `<`
    LESS("<"),
    /// `<=`
    AT_MOST("<="),
    /// `>`
    MORE(">"),
    /// `>=`
    AT_LEAST(">="),
    /// `contains`
    CONTAINS("contains");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    /// How it is written.
    public String sign() {
        return sign;
    }
}
