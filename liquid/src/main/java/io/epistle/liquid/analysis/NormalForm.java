package io.epistle.liquid.analysis;

import io.epistle.liquid.tree.Condition;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Emptiness;
import io.epistle.liquid.value.Kinds;
import io.epistle.liquid.value.Mapping;
import io.epistle.liquid.value.Moment;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.NumberValue;
import io.epistle.liquid.value.Range;
import io.epistle.liquid.value.Sequence;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Texts;
import io.epistle.liquid.value.Value;

/// Conditions and literals in a form that is equal only where their meaning is.
final class NormalForm {

    private NormalForm() {}

    static String of(Condition condition) {
        var out = new StringBuilder();
        Condition rest = condition;
        while (true) {
            switch (rest) {
                case Condition.Truth truth -> {
                    return out.append(of(truth.operand())).toString();
                }
                case Condition.Compare compare -> {
                    return out.append(of(compare.left()))
                            .append(' ')
                            .append(compare.operator().sign())
                            .append(' ')
                            .append(of(compare.right()))
                            .toString();
                }
                case Condition.And and -> {
                    out.append(of(and.first())).append(" and ");
                    rest = and.rest();
                }
                case Condition.Or or -> {
                    out.append(of(or.first())).append(" or ");
                    rest = or.rest();
                }
                case Condition.Unknown unknown -> {
                    return out.append("unknown ").append(unknown.sign()).toString();
                }
                case Condition.Not not -> {
                    out.append("not ");
                    rest = not.condition();
                }
            }
        }
    }

    /// A literal; equal numbers of different kinds have the same form.
    static String of(Value literal) {
        return switch (literal) {
            case NumberValue number -> number.exact().stripTrailingZeros().toString();
            case Text text -> Texts.inspect(text);
            case Emptiness word -> "the word " + word.name();
            case Nil _, Bool _, Moment _, Range _, Sequence _, Mapping _ ->
                    Kinds.of(literal) + " " + Texts.inspect(literal);
        };
    }

    private static String of(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> of(literal.value());
            case Expression.Lookup lookup -> lookup.source();
            case Expression.DynamicLookup lookup -> lookup.source();
            case Expression.Between between ->
                    "(" + of(between.first()) + ".." + of(between.last()) + ")";
            // Filters may give what they like, so each chain of them is its own.
            case Expression.Filtered filtered ->
                    "filters at " + filtered.calls().getFirst().position();
        };
    }
}
