package io.epistle.liquid.parse;

import io.epistle.liquid.parse.Lexer.Kind;
import io.epistle.liquid.tree.Body;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Texts;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Tags that repeat: `for`, `tablerow`, `cycle`, `break`, `continue`.
final class LoopTags {
    private static final Node.Loop NO_LOOP =
            new Node.Loop("", new Expression.Literal(Nil.NULL), "", null, null, false, false);

    private LoopTags() {}

    /// `{% for item in items reversed limit: 2 offset: 1 %}`
    static void forTag(Token token, TemplateParser parser, Block block) {
        Node.Loop loop = parser.attempt(token, NO_LOOP, () -> loop(parser.markup(token)));
        var body = new Block();
        var otherwise = new Block();
        Token stop = parser.body(token, body, Set.of("else", "endfor"));
        if (stop != null && stop.name().equals("else")) {
            parser.body(token, otherwise, Set.of("endfor"));
        }
        boolean blank = body.blank() && otherwise.blank();
        block.add(
                new Node.For(loop, body.body(blank), otherwise.body(blank), token.start()), blank);
    }

    private static Node.Loop loop(Markup markup) {
        String variable = markup.name();
        if (!markup.word("in")) {
            throw markup.unexpected("in");
        }
        int start = markup.index();
        Expression collection = markup.expression();
        String name = (variable + "-" + markup.source(start)).intern();
        boolean reversed = markup.word("reversed");
        Expression limit = null;
        Expression offset = null;
        boolean resumes = false;
        while (markup.looksAt(Kind.COMMA) || markup.looksAt(Kind.NAME)) {
            markup.comma();
            if (markup.word("limit")) {
                markup.require(Kind.COLON, ":");
                limit = markup.expression();
            } else if (markup.word("offset")) {
                markup.require(Kind.COLON, ":");
                resumes = markup.word("continue");
                offset = resumes ? null : markup.expression();
            } else {
                throw markup.unexpected("limit or offset");
            }
        }
        markup.end();
        return new Node.Loop(variable, collection, name, limit, offset, resumes, reversed);
    }

    /// `{% tablerow item in items cols: 2 limit: 4 offset: 1 %}`
    static void tableRow(Token token, TemplateParser parser, Block block) {
        Node.TableRow empty = new Node.TableRow(NO_LOOP, null, Body.EMPTY, token.start());
        Node.TableRow head = parser.attempt(token, empty, () -> row(token, parser.markup(token)));
        var body = new Block();
        parser.body(token, body, Set.of("endtablerow"));
        block.add(
                new Node.TableRow(head.loop(), head.columns(), body.body(), token.start()),
                body.blank());
    }

    private static Node.TableRow row(Token token, Markup markup) {
        String variable = markup.name();
        if (!markup.word("in")) {
            throw markup.unexpected("in");
        }
        int start = markup.index();
        Expression collection = markup.expression();
        String name = (variable + "-" + markup.source(start)).intern();
        Expression limit = null;
        Expression offset = null;
        @Nullable Expression columns = null;
        while (!markup.looksAt(Kind.END)) {
            markup.comma();
            String attribute = markup.name();
            markup.require(Kind.COLON, ":");
            Expression value = markup.expression();
            switch (attribute) {
                case "limit" -> limit = value;
                case "offset" -> offset = value;
                case "cols" -> columns = value;
                default -> {
                    // the reference allows any attribute and ignores it
                }
            }
        }
        var loop = new Node.Loop(variable, collection, name, limit, offset, false, false);
        return new Node.TableRow(loop, columns, Body.EMPTY, token.start());
    }

    /// `{% cycle 'a', 'b' %}` and `{% cycle group: 'a', 'b' %}`
    static void cycle(Token token, TemplateParser parser, Block block) {
        Node.Cycle none = new Node.Cycle(null, "", List.of(), token.start());
        block.add(
                parser.attempt(
                        token,
                        none,
                        () -> cycle(token, parser.markup(token), parser.templateName())));
    }

    private static Node.Cycle cycle(Token token, Markup markup, String template) {
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
        return new Node.Cycle(
                group, key(values, token, template), List.copyOf(values), token.start());
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

    /// `{% break %}`
    static void breakTag(Token token, TemplateParser parser, Block block) {
        block.add(new Node.Break(token.start()));
    }

    /// `{% continue %}`
    static void continueTag(Token token, TemplateParser parser, Block block) {
        block.add(new Node.Continue(token.start()));
    }
}
