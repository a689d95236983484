package io.epistle.liquid.tree;

import io.epistle.liquid.value.Comparisons;
import io.epistle.liquid.value.TextContext;
import io.epistle.liquid.value.Value;

import java.util.Arrays;
import java.util.Optional;

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

    /// The comparison written so, or empty where there is none.
    public static Optional<Operator> of(String written) {
        String sign = written.equals("<>") ? NOT_EQUAL.sign : written;
        return Arrays.stream(values()).filter(operator -> operator.sign.equals(sign)).findFirst();
    }

    /// Whether the comparison holds.
    ///
    /// @param left left side
    /// @param right right side
    /// @param meter counts what is compared, and knows how it is written
    /// @throws io.epistle.liquid.LiquidFault where the sides have no common order
    public boolean holds(Value left, Value right, TextContext meter) {
        return switch (this) {
            case EQUAL -> Comparisons.equal(left, right, meter);
            case NOT_EQUAL -> !Comparisons.equal(left, right, meter);
            case LESS ->
                    Comparisons.ordered(left, right) && Comparisons.compare(left, right, meter) < 0;
            case AT_MOST ->
                    Comparisons.ordered(left, right)
                            && Comparisons.compare(left, right, meter) <= 0;
            case MORE ->
                    Comparisons.ordered(left, right) && Comparisons.compare(left, right, meter) > 0;
            case AT_LEAST ->
                    Comparisons.ordered(left, right)
                            && Comparisons.compare(left, right, meter) >= 0;
            case CONTAINS -> Comparisons.contains(left, right, meter);
        };
    }
}
