package io.epistle.liquid.analysis;

import io.epistle.liquid.tree.Condition;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Step;
import io.epistle.liquid.value.Emptiness;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The variables known to be there at one place of a template, because a condition around it holds
/// only where they are: inside `{% if user.city %}` the city is there.
///
/// Only paths without computed steps are known; of two items of a list one may have what the other
/// lacks.
final class Guards {
    private final Ways ways;

    /// Paths and all their beginnings, with how many conditions know them.
    private final Map<List<String>, Integer> known = new HashMap<>();

    /// None so far.
    ///
    /// @param ways what an expression may stand for
    Guards(Ways ways) {
        this.ways = ways;
    }

    /// Whether what stands at this path is there.
    boolean knows(List<String> path) {
        return !known.isEmpty() && known.containsKey(path);
    }

    /// The paths that are there where a condition gives `truth`, by what variables stand for now.
    List<List<String>> where(Condition condition, boolean truth) {
        var learned = new ArrayList<List<String>>();
        learn(condition, truth, learned);
        return learned;
    }

    /// The paths that are there where an expression equals one of these literals.
    List<List<String>> whereEqual(Expression subject, List<Expression> values) {
        var learned = new ArrayList<List<String>>();
        if (!values.isEmpty() && values.stream().allMatch(Guards::present)) {
            there(subject, learned);
        }
        return learned;
    }

    void learn(List<List<String>> paths) {
        paths.forEach(path -> known.merge(path, 1, Integer::sum));
    }

    void forget(List<List<String>> learned) {
        learned.forEach(path -> known.computeIfPresent(path, (p, n) -> n == 1 ? null : n - 1));
    }

    private void learn(Condition condition, boolean truth, List<List<String>> learned) {
        Condition rest = condition;
        boolean holds = truth;
        while (true) {
            switch (rest) {
                case Condition.Truth test -> {
                    if (holds) {
                        there(test.operand(), learned);
                    }
                    return;
                }
                case Condition.Compare compare -> {
                    if (onlyWherePresent(compare, holds)) {
                        there(compare.left(), learned);
                    }
                    return;
                }
                case Condition.And and -> {
                    if (!holds) {
                        return;
                    }
                    learn(and.first(), true, learned);
                    rest = and.rest();
                }
                case Condition.Or or -> {
                    if (holds) {
                        return;
                    }
                    learn(or.first(), false, learned);
                    rest = or.rest();
                }
                case Condition.Unknown _ -> {
                    return;
                }
                case Condition.Not not -> {
                    rest = not.condition();
                    holds = !holds;
                }
            }
        }
    }

    /// Whether a comparison gives this answer only where its left side is there: equal to a literal
    /// that is something, unequal to nil or `blank`, ordered with or containing a literal.
    private static boolean onlyWherePresent(Condition.Compare compare, boolean holds) {
        Value right = compare.right().constant();
        if (right == null) {
            return false;
        }
        boolean nothing = right instanceof Nil || right == Emptiness.BLANK;
        return switch (compare.operator()) {
            case EQUAL -> holds ? present(compare.right()) : nothing;
            case NOT_EQUAL -> holds ? nothing : present(compare.right());
            case LESS, AT_MOST, MORE, AT_LEAST -> holds && right.truthy();
            case CONTAINS -> holds;
        };
    }

    /// A literal that nothing cannot equal.
    private static boolean present(Expression expression) {
        Value value = expression.constant();
        return value != null && !(value instanceof Nil) && value != Emptiness.BLANK;
    }

    private void there(Expression expression, List<List<String>> learned) {
        boolean plain =
                expression instanceof Expression.Lookup lookup
                        && lookup.steps().stream().noneMatch(Step.Index.class::isInstance);
        List<List<String>> paths = plain ? ways.of(expression) : List.of();
        if (paths.size() != 1 || paths.getFirst().contains(Ways.ANY)) {
            return;
        }
        List<String> path = paths.getFirst();
        for (int length = 1; length <= Math.min(path.size(), Ways.FOLLOWED_MAX); length++) {
            learned.add(List.copyOf(path.subList(0, length)));
        }
    }
}
