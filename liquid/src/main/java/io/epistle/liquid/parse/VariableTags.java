package io.epistle.liquid.parse;

import io.epistle.liquid.parse.Lexer.Kind;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Nil;

import java.util.Set;

/// Tags that set variables: `assign`, `capture`, `increment`, `decrement`.
final class VariableTags {

    private VariableTags() {}

    /// `{% assign name = value %}`
    static void assign(Token token, TemplateParser parser, Block block) {
        Node.Assign node =
                parser.attempt(
                        token,
                        new Node.Assign("", new Expression.Literal(Nil.NULL), token.start()),
                        () -> assign(parser.markup(token), token.start()),
                        () -> parser.lax(token).assign(token.start()));
        block.add(node, true);
    }

    private static Node.Assign assign(Markup markup, int position) {
        String name = target(markup);
        markup.require(Kind.EQUALS, "=");
        return new Node.Assign(name, markup.filtered(), position);
    }

    /// `{% capture name %}`
    static void capture(Token token, TemplateParser parser, Block block) {
        String name = parser.attempt(token, "", () -> captureName(token, parser));
        var body = new Block();
        parser.body(token, body, Set.of("endcapture"));
        block.add(new Node.Capture(name, body.body(), token.start()), true);
    }

    /// The first run of characters a name may have; what stands around it, such as quotes, is
    /// ignored as in the reference.
    private static String captureName(Token token, TemplateParser parser) {
        String text = parser.text(token);
        int from = 0;
        while (from < text.length() && !inName(text.charAt(from))) {
            from++;
        }
        int to = nameEnd(text, from, text.length());
        if (from == to) {
            throw new SyntaxFault("expected the name of a variable", token.from());
        }
        String rest = text.substring(0, from) + text.substring(to);
        if (rest.chars().anyMatch(c -> " \t\r\n'\"".indexOf(c) < 0)) {
            parser.problems()
                    .warning(
                            token.from() + to, "only " + text.substring(from, to) + " is captured");
        }
        return text.substring(from, to).intern();
    }

    /// The end of the characters from `at` on that a name may have.
    static int nameEnd(String text, int at, int to) {
        int end = at;
        while (end < to && inName(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean inName(char c) {
        return Characters.isWord(c) || "-.[]()".indexOf(c) >= 0;
    }

    /// `{% increment name %}`
    static void increment(Token token, TemplateParser parser, Block block) {
        count(token, parser, block, 1);
    }

    /// `{% decrement name %}`
    static void decrement(Token token, TemplateParser parser, Block block) {
        count(token, parser, block, -1);
    }

    private static void count(Token token, TemplateParser parser, Block block, int step) {
        String name = parser.text(token).strip().intern();
        block.add(new Node.Count(name, step, token.start()));
    }

    /// The name a value is put under. As in the reference it may start with a digit and have dots
    /// and brackets in it, which are then part of the name.
    private static String target(Markup markup) {
        int start = markup.index();
        int end = markup.current().start();
        while (partOfName(markup) && (markup.index() == start || markup.current().start() == end)) {
            end = markup.current().start() + markup.current().text().length();
            markup.advance();
        }
        boolean question = markup.source(start).endsWith("?");
        if (markup.index() == start || question) {
            throw markup.unexpected("the name of a variable");
        }
        return markup.source(start).intern();
    }

    private static boolean partOfName(Markup markup) {
        return switch (markup.current().kind()) {
            case NAME, NUMBER, DOT, OPEN_SQUARE, CLOSE_SQUARE -> true;
            case STRING, COMPARISON, PIPE, DOT_DOT, COLON, COMMA, EQUALS -> false;
            case OPEN_ROUND, CLOSE_ROUND, UNKNOWN, END -> false;
        };
    }
}
