package io.epistle.liquid.render;

import io.epistle.liquid.tree.Condition;
import io.epistle.liquid.value.Comparisons;
import io.epistle.liquid.value.Value;

/// Decides conditions. A chain may be as long as a template, so it is walked, not descended into,
/// and each link of it counts as a step.
final class Conditions {

    private Conditions() {}

    static boolean hold(Condition condition, Evaluator evaluator) {
        Condition rest = condition;
        while (true) {
            evaluator.charge(1);
            switch (rest) {
                case Condition.Truth truth -> {
                    return evaluator.evaluate(truth.operand()).truthy();
                }
                case Condition.Compare compare -> {
                    return compare(compare, evaluator);
                }
                case Condition.And and -> {
                    if (!hold(and.first(), evaluator)) {
                        return false;
                    }
                    rest = and.rest();
                }
                case Condition.Or or -> {
                    if (hold(or.first(), evaluator)) {
                        return true;
                    }
                    rest = or.rest();
                }
                case Condition.Not not -> {
                    return !hold(not.condition(), evaluator);
                }
            }
        }
    }

    private static boolean compare(Condition.Compare compare, Evaluator evaluator) {
        Value left = evaluator.evaluate(compare.left());
        Value right = evaluator.evaluate(compare.right());
        return switch (compare.operator()) {
            case EQUAL -> Comparisons.equal(left, right, evaluator);
            case NOT_EQUAL -> !Comparisons.equal(left, right, evaluator);
            case LESS ->
                    Comparisons.ordered(left, right)
                            && Comparisons.compare(left, right, evaluator) < 0;
            case AT_MOST ->
                    Comparisons.ordered(left, right)
                            && Comparisons.compare(left, right, evaluator) <= 0;
            case MORE ->
                    Comparisons.ordered(left, right)
                            && Comparisons.compare(left, right, evaluator) > 0;
            case AT_LEAST ->
                    Comparisons.ordered(left, right)
                            && Comparisons.compare(left, right, evaluator) >= 0;
            case CONTAINS -> Comparisons.contains(left, right, evaluator);
        };
    }
}
