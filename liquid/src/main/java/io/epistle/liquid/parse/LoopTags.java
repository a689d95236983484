package io.epistle.liquid.parse;

import io.epistle.liquid.parse.Lexer.Kind;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Nil;

import java.util.Set;

/// Tags that repeat: `for`, `tablerow`, `break`, `continue`.
final class LoopTags {
    private static final LoopHead NO_LOOP = new LoopHead("", new Expression.Literal(Nil.NULL), "");

    private LoopTags() {}

    /// `{% for item in items reversed limit: 2 offset: 1 %}`
    static void forTag(Token token, TemplateParser parser, Block block) {
        Node.Loop loop =
                parser.attempt(
                                token,
                                NO_LOOP,
                                () -> forHead(parser.markup(token)),
                                () -> parser.lax(token).forHead())
                        .loop();
        var body = new Block();
        var otherwise = new Block();
        Token stop = parser.body(token, body, Set.of("else", "endfor"));
        if (stop != null && stop.name().equals("else")) {
            parser.body(token, otherwise, Set.of("endfor"));
        }
        boolean blank = body.blank() && otherwise.blank();
        block.add(
                new Node.For(loop, body.body(blank), otherwise.body(blank), blank, token.start()),
                blank);
    }

    private static LoopHead forHead(Markup markup) {
        LoopHead head = head(markup);
        head.reversed(markup.word("reversed"));
        while (markup.looksAt(Kind.COMMA) || markup.looksAt(Kind.NAME)) {
            markup.comma();
            boolean known = markup.current().text().equals("limit") || isOffset(markup);
            if (!known) {
                throw markup.unexpected("limit or offset");
            }
            attribute(head, markup);
        }
        markup.end();
        return head;
    }

    /// `{% tablerow item in items cols: 2 limit: 4 offset: 1 %}`
    static void tableRow(Token token, TemplateParser parser, Block block) {
        LoopHead head =
                parser.attempt(
                        token,
                        NO_LOOP,
                        () -> rowHead(parser.markup(token)),
                        () -> parser.lax(token).rowHead());
        var body = new Block();
        parser.body(token, body, Set.of("endtablerow"));
        block.add(head.row(body, token.start()), body.blank());
    }

    private static LoopHead rowHead(Markup markup) {
        LoopHead head = head(markup);
        while (!markup.looksAt(Kind.END)) {
            markup.comma();
            attribute(head, markup);
        }
        return head;
    }

    /// `item in items`
    private static LoopHead head(Markup markup) {
        String variable = markup.name();
        if (!markup.word("in")) {
            throw markup.unexpected("in");
        }
        int start = markup.index();
        Expression collection = markup.expression();
        return new LoopHead(variable, collection, markup.source(start));
    }

    private static boolean isOffset(Markup markup) {
        return markup.current().text().equals("offset");
    }

    private static void attribute(LoopHead head, Markup markup) {
        boolean offset = isOffset(markup);
        String name = markup.name();
        markup.require(Kind.COLON, ":");
        if (offset && markup.word("continue")) {
            head.resumes();
        } else {
            head.set(name, markup.expression());
        }
    }

    /// `{% break %}`
    static void breakTag(Token token, TemplateParser parser, Block block) {
        block.add(new Node.Break(token.start()));
    }

    /// `{% continue %}`
    static void continueTag(Token token, TemplateParser parser, Block block) {
        block.add(new Node.Continue(token.start()));
    }
}
