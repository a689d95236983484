package io.epistle.rule.runs;

import io.epistle.rule.said.Comparison;
import io.epistle.rule.said.NumberTest;

import java.math.BigDecimal;
import java.math.MathContext;

/// Exact comparisons of numbers.
final class Numbers {
    private Numbers() {}

    static boolean passes(BigDecimal number, NumberTest test) {
        return quotientPasses(number, 1, test);
    }

    /// Whether `sum / count` passes, without dividing; `count` is at least 1.
    static boolean quotientPasses(BigDecimal sum, long count, NumberTest test) {
        return switch (test) {
            case NumberTest.Compared(Comparison comparison, BigDecimal other) ->
                    compares(compare(sum, count, other), comparison);
            case NumberTest.Between(BigDecimal least, BigDecimal most) ->
                    compare(sum, count, least) >= 0 && compare(sum, count, most) <= 0;
        };
    }

    static String quotientShown(BigDecimal sum, long count) {
        return sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL32).toPlainString();
    }

    private static int compare(BigDecimal sum, long count, BigDecimal other) {
        return sum.compareTo(count == 1 ? other : other.multiply(BigDecimal.valueOf(count)));
    }

    private static boolean compares(int order, Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> order == 0;
            case UNEQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
