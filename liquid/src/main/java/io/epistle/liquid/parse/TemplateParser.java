package io.epistle.liquid.parse;

import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.Mode;
import io.epistle.liquid.Problem;
import io.epistle.liquid.Source;
import io.epistle.liquid.tree.Body;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Node;
import io.epistle.liquid.value.Nil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Reads a template into its tree. It goes on behind a mistake, so that an author sees all of them
/// at once.
public final class TemplateParser {

    /// A parsed template.
    ///
    /// @param body the tree; what could not be read is missing from it
    /// @param problems what is wrong, in the order of the source
    public record Parsed(Body body, List<Problem> problems) {}

    /// A block that waits for its end.
    private record Open(Token tag, Set<String> stops) {}

    /// Ends the parse of a template that is nested too deep to go on.
    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooDeep() {
            super(null, null, false, false);
        }
    }

    private final Source source;
    private final LiquidOptions options;
    private final Problems problems;
    private Deque<Open> open = new ArrayDeque<>();
    private Tokens tokens;
    private @Nullable Token returned;
    private int depth;

    private TemplateParser(Source source, LiquidOptions options) {
        this.source = source;
        this.options = options;
        this.problems = new Problems(source);
        this.tokens = new DocumentTokens(source.text());
    }

    /// Reads a template. Never throws for what is written in it.
    ///
    /// @param source the template
    /// @param options what it may use
    public static Parsed parse(Source source, LiquidOptions options) {
        var parser = new TemplateParser(source, options);
        var block = new Block();
        try {
            parser.read(block, Set.of());
        } catch (TooDeep end) {
            // the problem is recorded
        }
        return new Parsed(block.body(), parser.problems.sorted());
    }

    /// Whether a tag of that name is Liquid's own, alone or as part of a block.
    public static boolean isReserved(String name) {
        return StandardTags.names().contains(name)
                || StandardTags.SEPARATORS.contains(name)
                || name.startsWith("end");
    }

    // What tags use

    LiquidOptions options() {
        return options;
    }

    String templateName() {
        return source.name();
    }

    Problems problems() {
        return problems;
    }

    String text(Token token) {
        return source.text().substring(token.from(), token.to());
    }

    Tokens tokens() {
        return tokens;
    }

    Markup markup(Token token) {
        return new Markup(options, problems, source.text(), token.from(), token.to());
    }

    LaxMarkup lax(Token token) {
        return new LaxMarkup(options, problems, source.text(), token.from(), token.to());
    }

    /// What `reading` gives, or `otherwise` with the fault recorded as an error.
    <T> T attempt(Token token, T otherwise, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (LiquidFault fault) {
            problems.error(position(token, fault), message(token, fault), () -> suggestion(fault));
        }
        return otherwise;
    }

    /// What `strict` gives; in lax mode, where it cannot read the tag, what `lax` gives, with a
    /// warning; where neither can, `otherwise` with an error.
    <T> T attempt(Token token, T otherwise, Supplier<T> strict, Supplier<T> lax) {
        if (options.mode() == Mode.STRICT) {
            return attempt(token, otherwise, strict);
        }
        int before = problems.count();
        try {
            return strict.get();
        } catch (LiquidFault fault) {
            problems.forget(before);
            problems.warning(
                    position(token, fault), message(token, fault), () -> suggestion(fault));
            return attempt(token, otherwise, lax);
        }
    }

    /// Reads the body of a block up to one of the tags that may follow.
    ///
    /// @return that tag, or null where the block is never closed, which is then recorded
    @Nullable Token body(Token opener, Block block, Set<String> stops) {
        open.push(new Open(opener, stops));
        enter(opener);
        Token stop = read(block, stops);
        depth--;
        open.pop();
        if (stop == null) {
            problems.error(
                    opener.start(),
                    "the tag " + opener.name() + " is never closed",
                    () -> "end" + opener.name());
        }
        return stop;
    }

    /// Reads the lines of a `liquid` tag into the block around it.
    void lines(Token token, Block block) {
        enter(token);
        Tokens outerTokens = tokens;
        Deque<Open> outerOpen = open;
        tokens = new LineTokens(source.text(), token.from(), token.to());
        open = new ArrayDeque<>();
        read(block, Set.of());
        tokens = outerTokens;
        open = outerOpen;
        depth--;
    }

    private void enter(Token token) {
        if (++depth > options.limits().nestingMax()) {
            problems.error(
                    token.start(), "tags are nested deeper than " + options.limits().nestingMax());
            throw new TooDeep();
        }
    }

    // Reading

    private @Nullable Token read(Block block, Set<String> stops) {
        for (Token token = next(); token != null; token = next()) {
            switch (token.kind()) {
                case TEXT -> block.text(text(token), token.from());
                case OUTPUT -> output(token, block);
                case BROKEN_OUTPUT ->
                        problems.error(token.start(), "this output is not closed by }}");
                case BROKEN_TAG ->
                        problems.error(
                                token.start(), "this tag has no name or is not closed by %}");
                case TAG -> {
                    if (stops.contains(token.name())) {
                        return token;
                    }
                    if (!StandardTags.read(token, this, block)
                            && !CustomTags.read(token, this, block)) {
                        if (endsOuter(token)) {
                            returned = token;
                            return null;
                        }
                        unknown(token);
                    }
                }
            }
        }
        return null;
    }

    private @Nullable Token next() {
        Token token = returned;
        returned = null;
        return token == null ? tokens.next() : token;
    }

    /// `{{ value }}` and `echo`.
    void output(Token token, Block block) {
        Expression value =
                attempt(
                        token,
                        new Expression.Literal(Nil.NULL),
                        () -> markup(token).filtered(),
                        () -> lax(token).filtered());
        block.add(new Node.Print(value, token.start()));
    }

    private boolean endsOuter(Token token) {
        return open.stream().anyMatch(block -> block.stops().contains(token.name()));
    }

    private void unknown(Token token) {
        String name = token.name();
        Open inner = open.peek();
        if (name.startsWith("end") && inner != null) {
            problems.error(
                    token.start(),
                    "the tag %s of line %d cannot be closed by %s"
                            .formatted(inner.tag().name(), source.line(inner.tag().start()), name),
                    () -> "end" + inner.tag().name());
        } else if (name.startsWith("end") || StandardTags.SEPARATORS.contains(name)) {
            problems.error(token.start(), "the tag " + name + " stands outside its block");
        } else {
            problems.error(token.start(), "there is no tag " + name, () -> nearestTag(name));
        }
    }

    private String nearestTag(String name) {
        var known = new TreeSet<String>(StandardTags.names());
        known.addAll(options.tags().names());
        open.forEach(block -> known.addAll(block.stops()));
        return Suggestion.nearest(name, known);
    }

    private static int position(Token token, LiquidFault fault) {
        return fault instanceof SyntaxFault unreadable ? unreadable.position() : token.start();
    }

    private static String suggestion(LiquidFault fault) {
        return fault instanceof SyntaxFault unreadable ? unreadable.suggestion() : "";
    }

    private static String message(Token token, LiquidFault fault) {
        return "in " + describe(token) + ": " + fault.getMessage();
    }

    private static String describe(Token token) {
        return token.kind() == Token.Kind.OUTPUT ? "{{ }}" : "the tag " + token.name();
    }
}
