package io.epistle.liquid.analysis;

import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.tree.Condition;
import io.epistle.liquid.value.TextContext;
import io.epistle.liquid.value.Value;

import java.util.ArrayDeque;
import java.util.Deque;

/// What is known of a condition without data. Where a fault in it would end the render or skip the
/// whole tag, it counts as not happening: then nothing runs that would not run otherwise.
enum Certainty {
    /// It holds.
    ALWAYS,
    /// It does not hold.
    NEVER,
    /// It depends on the data.
    OPEN;

    /// Literals are no longer than the template they stand in.
    static final TextContext UNMETERED = TextContext.PLAIN;

    /// Chains are as long as a template may be, so they are unfolded, not descended into.
    static Certainty of(Condition condition) {
        Deque<Condition> links = new ArrayDeque<>();
        Condition rest = condition;
        while (rest instanceof Condition.And || rest instanceof Condition.Or) {
            links.push(rest);
            rest = rest instanceof Condition.And and ? and.rest() : ((Condition.Or) rest).rest();
        }
        Certainty known = single(rest);
        for (Condition link : links) {
            known =
                    switch (link) {
                        case Condition.And and -> both(single(and.first()), known);
                        case Condition.Or or -> either(single(or.first()), known);
                        case Condition.Truth _,
                                Condition.Compare _,
                                Condition.Unknown _,
                                Condition.Not _ ->
                                OPEN;
                    };
        }
        return known;
    }

    private static Certainty single(Condition condition) {
        return switch (condition) {
            case Condition.Truth truth -> {
                Value value = truth.operand().constant();
                yield value == null ? OPEN : of(value.truthy());
            }
            case Condition.Compare compare -> compared(compare);
            case Condition.Unknown _ -> OPEN;
            case Condition.Not not -> opposite(of(not.condition()));
            case Condition.And _, Condition.Or _ -> of(condition);
        };
    }

    private static Certainty compared(Condition.Compare compare) {
        Value left = compare.left().constant();
        Value right = compare.right().constant();
        if (left == null || right == null) {
            return OPEN;
        }
        try {
            return of(compare.operator().holds(left, right, UNMETERED));
        } catch (LiquidFault incomparable) {
            return OPEN;
        }
    }

    private static Certainty of(boolean holds) {
        return holds ? ALWAYS : NEVER;
    }

    private static Certainty opposite(Certainty known) {
        return switch (known) {
            case ALWAYS -> NEVER;
            case NEVER -> ALWAYS;
            case OPEN -> OPEN;
        };
    }

    private static Certainty both(Certainty first, Certainty rest) {
        if (first == NEVER || rest == NEVER) {
            return NEVER;
        }
        return first == ALWAYS && rest == ALWAYS ? ALWAYS : OPEN;
    }

    private static Certainty either(Certainty first, Certainty rest) {
        return opposite(both(opposite(first), opposite(rest)));
    }
}
