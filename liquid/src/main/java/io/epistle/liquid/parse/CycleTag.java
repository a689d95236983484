package io.epistle.liquid.parse;

import io.epistle.liquid.parse.Lexer.Kind;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Texts;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `{% cycle 'a', 'b' %}` and `{% cycle group: 'a', 'b' %}`
final class CycleTag {

    private CycleTag() {}

    /// What a `cycle` says.
    ///
    /// @param group what names the group, or null
    /// @param values what is printed in turn
    record Turns(@Nullable Expression group, List<Expression> values) {}

    static void read(Token token, TemplateParser parser, Block block) {
        Turns turns =
                parser.attempt(
                        token,
                        new Turns(null, List.of()),
                        () -> turns(parser.markup(token)),
                        () -> parser.lax(token).turns());
        // As in the reference, the word nil is no turn.
        List<Expression> values =
                turns.values().stream()
                        .filter(value -> !(value.constant() instanceof Nil))
                        .toList();
        String key = key(values, token, parser.templateName());
        block.add(new Node.Cycle(turns.group(), key, values, token.start()));
    }

    private static Turns turns(Markup markup) {
        Expression first = markup.expression();
        Expression group = markup.take(Kind.COLON) ? first : null;
        var values = new ArrayList<Expression>();
        if (group == null) {
            values.add(first);
        } else if (!markup.looksAt(Kind.END)) {
            values.add(markup.expression());
        }
        while (markup.comma() && !markup.looksAt(Kind.END)) {
            values.add(markup.expression());
        }
        markup.end();
        return new Turns(group, List.copyOf(values));
    }

    /// Cycles without a group count together where they list the same literals; a cycle over
    /// variables counts alone.
    private static String key(List<Expression> values, Token token, String template) {
        boolean literal = values.stream().allMatch(Expression.Literal.class::isInstance);
        return literal
                ? values.stream()
                        .map(value -> ((Expression.Literal) value).value())
                        .map(Texts::inspect)
                        .collect(Collectors.joining(", ", "[", "]"))
                : template + " at " + token.start();
    }
}
