package io.epistle.liquid.parse;

import io.epistle.liquid.parse.Lexer.Kind;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Nil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tags that render another template: `render` and `include`.
final class PartialTags {

    private PartialTags() {}

    /// What follows the partial's name.
    private record Binding(
            @Nullable Expression bound,
            boolean each,
            Optional<String> alias,
            List<Node.Argument> arguments) {}

    /// `{% include name with value as alias, argument: value %}`
    static void include(Token token, TemplateParser parser, Block block) {
        Node.Include none =
                new Node.Include(
                        new Expression.Literal(Nil.NULL),
                        null,
                        Optional.empty(),
                        List.of(),
                        token.start());
        block.add(
                parser.attempt(
                        token,
                        none,
                        () -> include(token, parser.markup(token)),
                        () -> parser.lax(token).include(token.start())));
    }

    private static Node.Include include(Token token, Markup markup) {
        Expression partial = markup.expression();
        Binding binding = binding(markup);
        return new Node.Include(
                partial, binding.bound(), binding.alias(), binding.arguments(), token.start());
    }

    /// `{% render 'name' for values as alias, argument: value %}`
    static void render(Token token, TemplateParser parser, Block block) {
        Node.Render none =
                new Node.Render("", null, false, Optional.empty(), List.of(), token.start());
        block.add(
                parser.attempt(
                        token,
                        none,
                        () -> render(token, parser.markup(token)),
                        () -> parser.lax(token).render(token.start())));
    }

    private static Node.Render render(Token token, Markup markup) {
        String partial = markup.require(Kind.STRING, "the name of a template in quotes").text();
        Binding binding = binding(markup);
        return new Node.Render(
                partial,
                binding.bound(),
                binding.each(),
                binding.alias(),
                binding.arguments(),
                token.start());
    }

    private static Binding binding(Markup markup) {
        @Nullable Expression bound = null;
        boolean each = false;
        Optional<String> alias = Optional.empty();
        boolean with = markup.word("with");
        if (with || markup.word("for")) {
            each = !with;
            bound = markup.expression();
        }
        if (markup.word("as")) {
            alias = Optional.of(markup.name());
        }
        var arguments = new ArrayList<Node.Argument>();
        markup.comma();
        while (!markup.looksAt(Kind.END)) {
            String name = markup.name();
            markup.require(Kind.COLON, ":");
            arguments.add(new Node.Argument(name, markup.expression()));
            markup.comma();
        }
        return new Binding(bound, each, alias, List.copyOf(arguments));
    }
}
