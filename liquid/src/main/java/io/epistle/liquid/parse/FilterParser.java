package io.epistle.liquid.parse;

import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.Mode;
import io.epistle.liquid.filter.Arguments;
import io.epistle.liquid.filter.Filter;
import io.epistle.liquid.filter.FilterDefinition;
import io.epistle.liquid.parse.Lexer.Kind;
import io.epistle.liquid.parse.Lexer.Word;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.FilterCall;
import io.epistle.liquid.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads the filters behind a value and checks that they exist and can be called so.
final class FilterParser {
    private static final Filter UNCHANGED = (input, arguments, context) -> input;

    private final Markup markup;
    private final LiquidOptions options;
    private final Problems problems;

    private FilterParser(Markup markup, LiquidOptions options, Problems problems) {
        this.markup = markup;
        this.options = options;
        this.problems = problems;
    }

    /// The filters from here to the end of the tag.
    static List<FilterCall> calls(Markup markup, LiquidOptions options, Problems problems) {
        var parser = new FilterParser(markup, options, problems);
        var calls = new ArrayList<FilterCall>();
        parser.skipUnreadable();
        while (markup.take(Kind.PIPE)) {
            calls.add(parser.call());
            parser.skipUnreadable();
        }
        return List.copyOf(calls);
    }

    /// In lax mode what stands where a filter or the end should is skipped.
    private void skipUnreadable() {
        boolean fine = markup.looksAt(Kind.PIPE) || markup.looksAt(Kind.END);
        if (options.mode() == Mode.LAX && !fine) {
            Word word = markup.current();
            problems.warning(word.start(), "ignored from " + word.text() + " on");
            while (!markup.looksAt(Kind.PIPE) && !markup.looksAt(Kind.END)) {
                markup.advance();
            }
        }
    }

    private FilterCall call() {
        Word name = markup.require(Kind.NAME, "the name of a filter");
        var positional = new ArrayList<Expression>();
        var names = new ArrayList<String>();
        var named = new ArrayList<Expression>();
        if (markup.take(Kind.COLON)) {
            do {
                if (markup.looksAt(Kind.NAME) && markup.next().kind() == Kind.COLON) {
                    names.add(markup.name());
                    markup.advance();
                    named.add(markup.value());
                } else {
                    positional.add(markup.value());
                }
            } while (markup.take(Kind.COMMA));
        }
        Filter filter = filter(name, positional.size(), names);
        Arguments constants = constants(positional, names, named);
        return new FilterCall(
                name.text(),
                constants == null ? filter : filter.prepared(constants),
                constants,
                List.copyOf(positional),
                List.copyOf(names),
                List.copyOf(named),
                name.start());
    }

    private Filter filter(Word name, int count, List<String> names) {
        Optional<FilterDefinition> found = options.filters().find(name.text());
        if (found.isEmpty()) {
            report(
                    name,
                    "there is no filter " + name.text(),
                    () -> Suggestion.nearest(name.text(), options.filters().names()));
            return UNCHANGED;
        }
        FilterDefinition definition = found.get();
        String mistake = mistake(definition, count, names);
        if (mistake.isEmpty()) {
            return definition.filter();
        }
        String message = "the filter " + name.text() + " takes " + mistake;
        report(name, message, () -> "");
        return (input, arguments, context) -> {
            throw new LiquidFault(message);
        };
    }

    /// What is wrong with a call, or nothing.
    private static String mistake(FilterDefinition definition, int count, List<String> names) {
        if (count < definition.argumentsMin() || count > definition.argumentsMax()) {
            return bounds(definition) + " but got " + count;
        }
        for (String name : names) {
            if (!definition.named().contains(name)) {
                return "no argument named " + name;
            }
        }
        return "";
    }

    private static String bounds(FilterDefinition definition) {
        int min = definition.argumentsMin();
        int max = definition.argumentsMax();
        String noun = max == 1 ? " argument" : " arguments";
        if (max == 0) {
            return "no arguments";
        }
        return min == max ? min + noun : min + " to " + max + noun;
    }

    private void report(Word name, String message, Supplier<String> suggestion) {
        if (options.mode() == Mode.LAX) {
            problems.warning(name.start(), message);
        } else {
            problems.error(name.start(), message, suggestion);
        }
    }

    /// The arguments where all of them are literals, otherwise null.
    private static @Nullable Arguments constants(
            List<Expression> positional, List<String> names, List<Expression> named) {
        if (positional.isEmpty() && names.isEmpty()) {
            return Arguments.NONE;
        }
        boolean literal =
                positional.stream().allMatch(Expression.Literal.class::isInstance)
                        && named.stream().allMatch(Expression.Literal.class::isInstance);
        return literal
                ? new Arguments(values(positional), List.copyOf(names), values(named))
                : null;
    }

    private static Value[] values(List<Expression> literals) {
        return literals.stream()
                .map(literal -> ((Expression.Literal) literal).value())
                .toArray(Value[]::new);
    }
}
