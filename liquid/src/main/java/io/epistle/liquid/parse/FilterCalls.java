package io.epistle.liquid.parse;

import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.LiquidOptions;
import io.epistle.liquid.Mode;
import io.epistle.liquid.filter.Arguments;
import io.epistle.liquid.filter.Filter;
import io.epistle.liquid.filter.FilterDefinition;
import io.epistle.liquid.tree.Expression;
import io.epistle.liquid.tree.FilterCall;
import io.epistle.liquid.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes calls of filters and checks that they exist and can be called so.
final class FilterCalls {
    private static final Filter UNCHANGED = (input, arguments, context) -> input;

    private final LiquidOptions options;
    private final Problems problems;

    FilterCalls(LiquidOptions options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    /// The call of a filter.
    ///
    /// @param name its name
    /// @param position where the name stands
    /// @param positional arguments without a name
    /// @param names names of the named arguments
    /// @param named their values, in the order of `names`
    FilterCall call(
            String name,
            int position,
            List<Expression> positional,
            List<String> names,
            List<Expression> named) {
        Filter filter = filter(name, position, positional.size(), names);
        Arguments constants = constants(positional, names, named);
        return new FilterCall(
                name,
                constants == null ? filter : filter.prepared(constants),
                constants,
                List.copyOf(positional),
                List.copyOf(names),
                List.copyOf(named),
                position);
    }

    private Filter filter(String name, int position, int count, List<String> names) {
        Optional<FilterDefinition> found = options.filters().find(name);
        if (found.isEmpty()) {
            report(
                    position,
                    "there is no filter " + name,
                    () -> Suggestion.nearest(name, options.filters().names()));
            return UNCHANGED;
        }
        FilterDefinition definition = found.get();
        String mistake = mistake(definition, count, names);
        if (mistake.isEmpty()) {
            return definition.filter();
        }
        String message = "the filter " + name + " takes " + mistake;
        report(position, message, () -> "");
        String printed = printed(definition, count, names).orElse(message);
        return (input, arguments, context) -> {
            throw new LiquidFault(message, printed);
        };
    }

    /// The words of the reference, which counts the value before the bar and all named arguments as
    /// one each, or nothing where that comes to a number it takes.
    private static Optional<String> printed(
            FilterDefinition definition, int count, List<String> names) {
        int given = 1 + count + (names.isEmpty() ? 0 : 1);
        int min = definition.argumentsMin() + 1;
        int max = definition.argumentsMax() + 1;
        if (given >= min && given <= max) {
            return Optional.empty();
        }
        String expected = min == max ? String.valueOf(min) : min + ".." + max;
        return Optional.of(
                "wrong number of arguments (given " + given + ", expected " + expected + ")");
    }

    /// What is wrong with a call, or nothing.
    private static String mistake(FilterDefinition definition, int count, List<String> names) {
        if (!counts(definition, count)) {
            return bounds(definition) + " but got " + count;
        }
        for (String name : names) {
            if (!definition.named().contains(name)) {
                return "no argument named " + name;
            }
        }
        return "";
    }

    private static boolean counts(FilterDefinition definition, int count) {
        return count >= definition.argumentsMin() && count <= definition.argumentsMax();
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

    private void report(int position, String message, Supplier<String> suggestion) {
        if (options.mode() == Mode.LAX) {
            problems.warning(position, message, suggestion);
        } else {
            problems.error(position, message, suggestion);
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
