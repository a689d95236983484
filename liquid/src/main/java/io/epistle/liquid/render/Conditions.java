package io.epistle.liquid.render;

import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.tree.Condition;
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
                    Value left = evaluator.evaluate(compare.left());
                    Value right = evaluator.evaluate(compare.right());
                    return compare.operator().holds(left, right, evaluator);
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
                case Condition.Unknown unknown ->
                        throw new LiquidFault(
                                "there is no comparison " + unknown.sign(),
                                "Unknown operator " + unknown.sign());
                case Condition.Not not -> {
                    return !hold(not.condition(), evaluator);
                }
            }
        }
    }
}
