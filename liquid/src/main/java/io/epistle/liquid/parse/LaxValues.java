package io.epistle.liquid.parse;

import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.Step;
import io.epistle.liquid.value.Bool;
import io.epistle.liquid.value.Decimal;
import io.epistle.liquid.value.Emptiness;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Numbers;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Texts;
import io.epistle.liquid.value.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Values as the reference's lax parser reads a fragment: whatever is no literal is a variable, and
/// its name and steps are the words and brackets found in it, whatever stands between them.
final class LaxValues {
    private static final Pattern WHOLE = Pattern.compile("-?\\d+");
    private static final Pattern FRACTION = Pattern.compile("(-?\\d+(?:\\.\\d+)?)[\\d.]*");

    /// The ends of a range are runs without white space, the first one as long as it can be.
    private static final Pattern RANGE =
            Pattern.compile("\\(\\s*(?>(\\S+)\\s*\\.\\.)\\s*(\\S+)\\s*\\)");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][\\w-]*\\??");

    /// Names that alone would read back as something else.
    private static final Set<String> RESERVED =
            Set.of("nil", "null", "true", "false", "blank", "empty", "contains");

    private final LiquidOptions options;
    private int nesting;

    LaxValues(LiquidOptions options) {
        this.options = options;
    }

    /// The value of a fragment.
    ///
    /// @param fragment what is written
    /// @param position where in the source
    Expression value(String fragment, int position) {
        String written = fragment.strip();
        if (inQuotes(written, '"') || inQuotes(written, '\'')) {
            String text = written.length() < 2 ? "" : written.substring(1, written.length() - 1);
            return new Expression.Literal(new Text(text, options.autoescape()));
        }
        if (WHOLE.matcher(written).matches()) {
            return new Expression.Literal(Numbers.lenient(written));
        }
        Matcher range = RANGE.matcher(written);
        if (range.matches()) {
            return range(range, position);
        }
        Matcher fraction = FRACTION.matcher(written);
        if (fraction.matches()) {
            return new Expression.Literal(new Decimal(Double.parseDouble(fraction.group(1))));
        }
        return switch (written) {
            case "", "nil", "null" -> new Expression.Literal(Nil.NULL);
            case "true" -> new Expression.Literal(Bool.TRUE);
            case "false" -> new Expression.Literal(Bool.FALSE);
            case "blank", "empty" -> new Expression.Literal(Text.EMPTY);
            default -> lookup(written, position);
        };
    }

    /// A side of a comparison, where `blank` and `empty` are words of their own.
    Expression operand(String fragment, int position) {
        return switch (fragment) {
            case "blank" -> new Expression.Literal(Emptiness.BLANK);
            case "empty" -> new Expression.Literal(Emptiness.EMPTY);
            default -> value(fragment, position);
        };
    }

    private static boolean inQuotes(String text, char quote) {
        return !text.isEmpty()
                && text.charAt(0) == quote
                && text.charAt(text.length() - 1) == quote;
    }

    private Expression range(Matcher range, int position) {
        if (++nesting > options.limits().nestingMax()) {
            throw new SyntaxFault("brackets are nested too deep", position);
        }
        Expression between =
                Markup.range(value(range.group(1), position), value(range.group(2), position));
        nesting--;
        return between;
    }

    private Expression lookup(String written, int position) {
        List<Step> steps = steps(written, position);
        if (steps.isEmpty()) {
            return new Expression.Lookup("", List.of(), root(""), position);
        }
        List<Step> way = List.copyOf(steps.subList(1, steps.size()));
        return switch (steps.getFirst()) {
            case Step.Named named ->
                    new Expression.Lookup(
                            named.name(), way, root(named.name()) + source(way), position);
            case Step.Key key ->
                    new Expression.Lookup(
                            key.name(), way, root(key.name()) + source(way), position);
            case Step.Index index ->
                    new Expression.DynamicLookup(
                            index.index(),
                            way,
                            "[" + of(index.index()) + "]" + source(way),
                            position);
        };
    }

    /// The words and brackets of a variable, the first one being its name.
    private List<Step> steps(String written, int position) {
        var steps = new ArrayList<Step>();
        int lastClose = written.lastIndexOf(']');
        int at = 0;
        while (at < written.length()) {
            int close =
                    written.charAt(at) == '[' && at < lastClose ? written.indexOf(']', at + 1) : -1;
            int end = Fragments.segmentEnd(written, at, written.length());
            if (close > at + 1) {
                steps.add(bracket(value(written.substring(at + 1, close), position)));
                at = close + 1;
            } else if (end > at) {
                end += end < written.length() && written.charAt(end) == '?' ? 1 : 0;
                steps.add(new Step.Named(written.substring(at, end).intern()));
                at = end;
            } else {
                at++;
            }
        }
        return steps;
    }

    private static Step bracket(Expression index) {
        return index.constant() instanceof Text text
                ? new Step.Key(text.value().intern())
                : new Step.Index(index);
    }

    // The normal form, which reads back strictly

    private static String root(String name) {
        boolean plain = NAME.matcher(name).matches() && !RESERVED.contains(name);
        return plain ? name : "[" + quoted(name) + "]";
    }

    private static String source(List<Step> steps) {
        var source = new StringBuilder();
        for (Step step : steps) {
            switch (step) {
                case Step.Named named ->
                        source.append(
                                NAME.matcher(named.name()).matches()
                                        ? "." + named.name()
                                        : "[" + quoted(named.name()) + "]");
                case Step.Key key -> source.append('[').append(quoted(key.name())).append(']');
                case Step.Index index -> source.append('[').append(of(index.index())).append(']');
            }
        }
        return source.toString();
    }

    private static String of(Expression index) {
        return switch (index) {
            case Expression.Lookup lookup -> lookup.source();
            case Expression.DynamicLookup lookup -> lookup.source();
            case Expression.Between between ->
                    "(" + of(between.first()) + ".." + of(between.last()) + ")";
            case Expression.Literal literal -> of(literal.value());
            case Expression.Filtered filtered -> of(filtered.source());
        };
    }

    private static String of(Value literal) {
        return literal instanceof Text text ? quoted(text.value()) : Texts.inspect(literal);
    }

    private static String quoted(String text) {
        String quote = text.indexOf('\'') < 0 ? "'" : "\"";
        return quote + text + quote;
    }
}
