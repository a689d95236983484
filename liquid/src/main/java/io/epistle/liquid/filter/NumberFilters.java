package io.epistle.liquid.filter;

import io.epistle.liquid.value.Arithmetic;
import io.epistle.liquid.value.Comparisons;
import io.epistle.liquid.value.NumberValue;
import io.epistle.liquid.value.Numbers;
import io.epistle.liquid.value.Value;
import io.epistle.liquid.value.Whole;

import java.math.RoundingMode;
import java.util.List;
import java.util.function.BinaryOperator;

/// Filters that calculate. What is not a number counts as zero.
final class NumberFilters {
    /// Digits `round` keeps at most; a double has no more.
    private static final int DIGITS_MAX = 400;

    private NumberFilters() {}

    static List<FilterDefinition> definitions() {
        return List.of(
                operation("plus", Arithmetic::add),
                operation("minus", Arithmetic::subtract),
                operation("times", Arithmetic::multiply),
                operation("divided_by", Arithmetic::divide),
                operation("modulo", Arithmetic::modulo),
                operation("at_least", (a, b) -> below(a, b) ? b : a),
                operation("at_most", (a, b) -> below(b, a) ? b : a),
                FilterDefinition.of(
                        "abs",
                        0,
                        (input, arguments, context) -> Arithmetic.abs(context.number(input))),
                whole("ceil", RoundingMode.CEILING),
                whole("floor", RoundingMode.FLOOR),
                FilterDefinition.of("round", 0, 1, NumberFilters::round));
    }

    private static boolean below(NumberValue one, NumberValue other) {
        return Comparisons.ordered(one, other) && Arithmetic.compare(one, other) < 0;
    }

    private static FilterDefinition operation(String name, BinaryOperator<NumberValue> operation) {
        return FilterDefinition.of(
                name,
                1,
                (input, arguments, context) -> {
                    NumberValue left = context.number(input);
                    NumberValue right = context.number(arguments.at(0));
                    Arithmetic.charge(left, right, context);
                    return operation.apply(left, right);
                });
    }

    private static Value round(Value input, Arguments arguments, FilterContext context) {
        int digits = Numbers.clamp(context.number(arguments.at(0)));
        int bounded = Math.clamp(digits, -DIGITS_MAX, DIGITS_MAX);
        NumberValue number = context.number(input);
        Arithmetic.charge(number, Whole.ZERO, context);
        context.chargeDigits(Math.abs(bounded));
        return Arithmetic.round(number, bounded);
    }

    /// `ceil` and `floor`.
    private static FilterDefinition whole(String name, RoundingMode direction) {
        return FilterDefinition.of(
                name,
                0,
                (input, arguments, context) -> {
                    NumberValue number = context.number(input);
                    Arithmetic.charge(number, Whole.ZERO, context);
                    return Arithmetic.toWhole(number, direction);
                });
    }
}
