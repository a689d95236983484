package io.epistle.liquid.parse;

import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.parse.Lexer.Kind;
import io.epistle.liquid.parse.Lexer.Word;
import io.epistle.liquid.tag.TagSyntax;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.FilterCall;
import io.epistle.liquid.tree.Step;
import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Decimal;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Numbers;
import io.epistle.liquid.value.Range;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes the text of one tag or output apart, word by word.
final class Markup implements TagSyntax {
    /// Characters of a text that a suggestion closes.
    private static final int CLOSED_MAX = 60;

    private final LiquidOptions options;
    private final Problems problems;
    private final String source;
    private final int to;
    private final List<Word> words;
    private final List<TagArgument> read = new ArrayList<>();
    private int at;
    private int nesting;

    Markup(LiquidOptions options, Problems problems, String source, int from, int to) {
        this.options = options;
        this.problems = problems;
        this.source = source;
        this.to = to;
        this.words = Lexer.words(source, from, to);
    }

    // Words

    boolean looksAt(Kind kind) {
        return words.get(at).kind() == kind;
    }

    boolean take(Kind kind) {
        if (looksAt(kind)) {
            at++;
            return true;
        }
        return false;
    }

    Word require(Kind kind, String expected) {
        if (!looksAt(kind)) {
            throw unexpected(expected);
        }
        return words.get(at++);
    }

    Word current() {
        return words.get(at);
    }

    /// The word behind the current one.
    Word next() {
        return words.get(Math.min(at + 1, words.size() - 1));
    }

    /// Whether a value may begin here.
    boolean looksAtValue() {
        return switch (current().kind()) {
            case NAME, STRING, NUMBER -> true;
            case COMPARISON, PIPE, DOT, DOT_DOT, COLON, COMMA, EQUALS, UNKNOWN, END -> false;
            case OPEN_SQUARE, CLOSE_SQUARE, OPEN_ROUND, CLOSE_ROUND -> false;
        };
    }

    SyntaxFault unexpected(String expected) {
        Word word = words.get(at);
        if (word.kind() == Kind.UNKNOWN && (word.text().equals("'") || word.text().equals("\""))) {
            return new SyntaxFault(
                    "the text that begins here has no closing " + word.text(),
                    word.start(),
                    closed(word));
        }
        return new SyntaxFault(
                switch (word.kind()) {
                    case END -> "expected " + expected + " but the tag ends here";
                    case UNKNOWN -> "unexpected character " + word.text();
                    default -> "expected " + expected + " but found " + word.text();
                },
                word.start());
    }

    /// A text without its second quote, closed where it probably ends: in front of a bar or comma,
    /// or with the tag.
    private String closed(Word quote) {
        int end = quote.start() + 1;
        while (end < to && "|,".indexOf(source.charAt(end)) < 0) {
            end++;
        }
        int shown = Math.min(end, quote.start() + 1 + CLOSED_MAX);
        String text = source.substring(quote.start() + 1, shown).strip();
        return quote.text() + text + quote.text();
    }

    @Override
    public boolean word(String word) {
        if (looksAt(Kind.NAME) && words.get(at).text().equals(word)) {
            at++;
            return true;
        }
        return false;
    }

    @Override
    public String name() {
        return require(Kind.NAME, "a name").text().intern();
    }

    @Override
    public boolean comma() {
        return take(Kind.COMMA);
    }

    @Override
    public void end() {
        if (!looksAt(Kind.END)) {
            throw unexpected("nothing more");
        }
    }

    /// What tags of the product asked for, for analysis.
    List<TagArgument> read() {
        return List.copyOf(read);
    }

    // Values

    @Override
    public Expression expression() {
        Expression expression = value();
        read.add(new TagArgument(Optional.empty(), expression));
        return expression;
    }

    /// A value that is part of another expression.
    Expression value() {
        if (++nesting > options.limits().nestingMax()) {
            throw new SyntaxFault("brackets are nested too deep", words.get(at).start());
        }
        Word word = words.get(at);
        Expression expression =
                switch (word.kind()) {
                    case NAME -> nameOrLookup();
                    case OPEN_SQUARE -> dynamicLookup();
                    case STRING -> literal(new Text(word.text(), options.autoescape()));
                    case NUMBER -> literal(number(word));
                    case OPEN_ROUND -> range();
                    default -> throw unexpected("a value");
                };
        nesting--;
        return expression;
    }

    private Expression literal(Value value) {
        at++;
        return new Expression.Literal(value);
    }

    private static Value number(Word word) {
        return Numbers.lenient(word.text());
    }

    private Expression nameOrLookup() {
        int start = at;
        Word word = words.get(at++);
        List<Step> steps = steps();
        if (steps.isEmpty()) {
            switch (word.text()) {
                case "nil", "null" -> {
                    return new Expression.Literal(Nil.NULL);
                }
                case "true" -> {
                    return new Expression.Literal(Bool.TRUE);
                }
                case "false" -> {
                    return new Expression.Literal(Bool.FALSE);
                }
                case "blank", "empty" -> {
                    return new Expression.Literal(Text.EMPTY);
                }
                default -> {
                    // a variable
                }
            }
        }
        return new Expression.Lookup(word.text().intern(), steps, source(start), word.start());
    }

    private Expression dynamicLookup() {
        int start = at;
        int position = words.get(at++).start();
        Expression name = value();
        require(Kind.CLOSE_SQUARE, "]");
        List<Step> steps = steps();
        if (name.constant() instanceof Text text) {
            return new Expression.Lookup(text.value().intern(), steps, source(start), position);
        }
        return new Expression.DynamicLookup(name, steps, source(start), position);
    }

    private List<Step> steps() {
        var steps = new ArrayList<Step>();
        while (true) {
            if (take(Kind.DOT)) {
                boolean keyword = looksAt(Kind.COMPARISON) && current().text().equals("contains");
                steps.add(new Step.Named(keyword ? words.get(at++).text() : name()));
            } else if (take(Kind.OPEN_SQUARE)) {
                Expression index = value();
                require(Kind.CLOSE_SQUARE, "]");
                steps.add(
                        index.constant() instanceof Text text
                                ? new Step.Key(text.value().intern())
                                : new Step.Index(index));
            } else {
                return List.copyOf(steps);
            }
        }
    }

    private Expression range() {
        at++;
        Expression first = value();
        require(Kind.DOT_DOT, "..");
        Expression last = value();
        require(Kind.CLOSE_ROUND, ")");
        return range(first, last);
    }

    /// The numbers between two ends, as a literal where both ends are.
    static Expression range(Expression first, Expression last) {
        Value from = first.constant();
        Value to = last.constant();
        if (from != null && to != null) {
            return new Expression.Literal(new Range(literalEnd(from), literalEnd(to)));
        }
        return new Expression.Between(first, last);
    }

    private static long literalEnd(Value value) {
        return value instanceof Decimal decimal ? (long) decimal.number() : Numbers.rangeEnd(value);
    }

    /// The words from `start` to here without white space: the normal form of an expression.
    String source(int start) {
        var text = new StringBuilder();
        for (Word word : words.subList(start, at)) {
            text.append(word.written());
        }
        return text.toString();
    }

    int index() {
        return at;
    }

    void advance() {
        at++;
    }

    // Filters

    @Override
    public Expression filtered() {
        if (looksAt(Kind.END)) {
            return new Expression.Literal(Nil.NULL);
        }
        Expression source = value();
        List<FilterCall> calls = FilterParser.calls(this, new FilterCalls(options, problems));
        end();
        Expression expression = filtered(source, calls);
        read.add(new TagArgument(Optional.empty(), expression));
        return expression;
    }

    /// A value and the filters it passes.
    static Expression filtered(Expression source, List<FilterCall> calls) {
        boolean guarded = calls.stream().anyMatch(call -> call.name().equals("default"));
        return calls.isEmpty() ? source : new Expression.Filtered(source, calls, guarded);
    }

    // Arguments of tags

    @Override
    public List<TagArgument> arguments() {
        var arguments = new ArrayList<TagArgument>();
        take(Kind.COMMA);
        while (!looksAt(Kind.END)) {
            if (looksAt(Kind.NAME) && next().kind() == Kind.COLON) {
                String name = name();
                at++;
                arguments.add(new TagArgument(Optional.of(name), value()));
            } else {
                arguments.add(new TagArgument(Optional.empty(), value()));
            }
            take(Kind.COMMA);
        }
        read.addAll(arguments);
        return List.copyOf(arguments);
    }
}
