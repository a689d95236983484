package io.epistle.liquid.parse;

import io.epistle.liquid.Mode;
import io.epistle.liquid.parse.Lexer.Kind;
import io.epistle.liquid.tree.Condition;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Nil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Tags that choose: `if`, `unless`, `case`, `ifchanged`.
final class ConditionalTags {
    private static final Expression NOTHING = new Expression.Literal(Nil.NULL);
    private static final Condition NEVER = new Condition.Truth(NOTHING);

    /// Characters of a condition that a suggestion repeats.
    private static final int SHOWN_MAX = 60;

    private ConditionalTags() {}

    /// A branch while it is read.
    private record Arm(@Nullable Condition condition, Block block, int position) {}

    /// A branch of a `case` while it is read.
    private record WhenArm(List<Expression> values, Block block, int position) {}

    /// `{% if %}`
    static void ifTag(Token token, TemplateParser parser, Block block) {
        branches(token, parser, block, condition(token, parser));
    }

    /// `{% unless %}`
    static void unless(Token token, TemplateParser parser, Block block) {
        branches(token, parser, block, new Condition.Not(condition(token, parser)));
    }

    private static void branches(Token token, TemplateParser parser, Block block, Condition first) {
        Set<String> stops = Set.of("elsif", "else", "end" + token.name());
        var arms = new ArrayList<Arm>();
        Condition condition = first;
        Token stop = token;
        while (stop != null && !stop.name().startsWith("end")) {
            if (!arms.isEmpty()) {
                boolean otherwise = stop.name().equals("else");
                condition = otherwise ? null : condition(stop, parser);
                if (otherwise) {
                    requireNothingBehindElse(stop, parser);
                }
            }
            var arm = new Arm(condition, new Block(), stop.start());
            arms.add(arm);
            stop = parser.body(token, arm.block(), stops);
        }
        boolean blank = arms.stream().allMatch(arm -> arm.block().blank());
        List<Node.Branch> branches =
                arms.stream()
                        .map(arm ->
                                new Node.Branch(
                                        arm.condition(), arm.block().body(blank), arm.position()))
                        .toList();
        block.add(new Node.If(branches, blank, token.start()), blank);
    }

    /// What stands behind `else` is not read, as in the reference; but what was meant as `elsif`
    /// would run where its condition does not hold, so strict mode refuses it.
    private static void requireNothingBehindElse(Token tag, TemplateParser parser) {
        String rest = parser.text(tag).strip();
        if (rest.isEmpty()) {
            return;
        }
        boolean chained = rest.startsWith("if ");
        String message = "else takes nothing after its name";
        Supplier<String> suggestion =
                () -> chained ? "elsif" + shortened(rest.substring("if".length())) : "";
        if (!chained || parser.options().mode() == Mode.LAX) {
            parser.problems().warning(tag.from(), message, suggestion);
        } else {
            parser.problems().error(tag.from(), message, suggestion);
        }
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX) + "...";
    }

    private static Condition condition(Token token, TemplateParser parser) {
        return parser.attempt(
                token,
                NEVER,
                () -> ConditionParser.condition(parser.markup(token)),
                () -> parser.lax(token).condition());
    }

    /// `{% case %}`
    static void caseTag(Token token, TemplateParser parser, Block block) {
        Expression subject =
                parser.attempt(
                        token,
                        NOTHING,
                        () -> parser.markup(token).expression(),
                        () -> parser.lax(token).subject());
        Set<String> stops = Set.of("when", "else", "endcase");
        var before = new Block();
        var arms = new ArrayList<WhenArm>();
        Token stop = parser.body(token, before, stops);
        while (stop != null && !stop.name().equals("endcase")) {
            Token tag = stop;
            List<Expression> values =
                    tag.name().equals("else")
                            ? otherwise(tag, parser)
                            : parser.attempt(
                                    tag,
                                    List.of(NOTHING),
                                    () -> whenValues(tag, parser),
                                    () -> parser.lax(tag).whenValues());
            var arm = new WhenArm(values, new Block(), tag.start());
            arms.add(arm);
            stop = parser.body(token, arm.block(), stops);
        }
        boolean blank = before.blank() && arms.stream().allMatch(arm -> arm.block().blank());
        List<Node.When> branches =
                arms.stream()
                        .map(arm ->
                                new Node.When(
                                        arm.values(), arm.block().body(blank), arm.position()))
                        .toList();
        block.add(new Node.Case(subject, branches, blank, token.start()), blank);
    }

    private static List<Expression> otherwise(Token tag, TemplateParser parser) {
        if (!parser.text(tag).isBlank()) {
            parser.problems().error(tag.from(), "else takes nothing after its name");
        }
        return List.of();
    }

    /// Values with `or` or commas between. What follows them is ignored, as in the reference, but
    /// the author is warned.
    private static List<Expression> whenValues(Token tag, TemplateParser parser) {
        Markup markup = parser.markup(tag);
        var values = new ArrayList<Expression>();
        do {
            values.add(ConditionParser.operand(markup));
        } while (markup.comma() || markup.word("or"));
        if (!markup.looksAt(Kind.END)) {
            parser.problems()
                    .warning(
                            markup.current().start(),
                            "the rest of this when is ignored; separate values by or or a comma");
        }
        return List.copyOf(values);
    }

    /// `{% ifchanged %}`
    static void ifChanged(Token token, TemplateParser parser, Block block) {
        var body = new Block();
        parser.body(token, body, Set.of("endifchanged"));
        block.add(new Node.IfChanged(body.body(), body.blank(), token.start()), body.blank());
    }
}
