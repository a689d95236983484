package io.epistle.liquid.parse;

import io.epistle.liquid.parse.Lexer.Kind;
import io.epistle.liquid.tree.Condition;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Operator;
import io.epistle.liquid.value.Emptiness;

import java.util.ArrayList;
import java.util.List;

/// Reads what `if`, `elsif` and `unless` decide on.
final class ConditionParser {

    private ConditionParser() {}

    /// A whole condition, up to the end of the tag.
    static Condition condition(Markup markup) {
        List<Condition> conditions = new ArrayList<>();
        List<Boolean> ands = new ArrayList<>();
        conditions.add(comparison(markup));
        while (true) {
            if (markup.word("and")) {
                ands.add(true);
            } else if (markup.word("or")) {
                ands.add(false);
            } else {
                break;
            }
            conditions.add(comparison(markup));
        }
        markup.end();
        Condition chain = conditions.getLast();
        for (int i = ands.size() - 1; i >= 0; i--) {
            Condition first = conditions.get(i);
            chain = ands.get(i) ? new Condition.And(first, chain) : new Condition.Or(first, chain);
        }
        return chain;
    }

    /// A value in a comparison, where `blank` and `empty` are words of their own.
    static Expression operand(Markup markup) {
        if (markup.looksAt(Kind.NAME)) {
            String word = markup.current().text();
            Expression expression = markup.expression();
            boolean alone = expression instanceof Expression.Literal;
            if (alone && word.equals("blank")) {
                return new Expression.Literal(Emptiness.BLANK);
            }
            return alone && word.equals("empty")
                    ? new Expression.Literal(Emptiness.EMPTY)
                    : expression;
        }
        return markup.expression();
    }

    private static Condition comparison(Markup markup) {
        Expression left = operand(markup);
        if (markup.looksAt(Kind.EQUALS)) {
            throw new SyntaxFault(
                    "found = where values are compared", markup.current().start(), "==");
        }
        if (!markup.looksAt(Kind.COMPARISON)) {
            return new Condition.Truth(left);
        }
        String sign = markup.require(Kind.COMPARISON, "a comparison").text();
        Operator operator = Operator.of(sign).orElseThrow();
        return new Condition.Compare(left, operator, operand(markup));
    }
}
