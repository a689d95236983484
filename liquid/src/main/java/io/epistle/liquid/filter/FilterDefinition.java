package io.epistle.liquid.filter;

import java.util.List;
import java.util.regex.Pattern;

/// A filter with its name and the arguments it takes.
///
/// @param name the name in templates
/// @param filter what it does
/// @param argumentsMin fewest arguments without a name
/// @param argumentsMax most arguments without a name
/// @param named names it takes as `name: value`
public record FilterDefinition(
        String name, Filter filter, int argumentsMin, int argumentsMax, List<String> named) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /// Copies the list and checks name and bounds.
    public FilterDefinition {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "expected a filter named by letters, digits, _ and -, found '" + name + "'");
        }
        named = List.copyOf(named);
        if (argumentsMin < 0 || argumentsMax < argumentsMin) {
            throw new IllegalArgumentException(
                    "expected 0 <= argumentsMin <= argumentsMax, found "
                            + argumentsMin
                            + " and "
                            + argumentsMax);
        }
    }

    /// A filter with exactly `arguments` arguments.
    public static FilterDefinition of(String name, int arguments, Filter filter) {
        return new FilterDefinition(name, filter, arguments, arguments, List.of());
    }

    /// A filter with `argumentsMin` to `argumentsMax` arguments.
    public static FilterDefinition of(
            String name, int argumentsMin, int argumentsMax, Filter filter) {
        return new FilterDefinition(name, filter, argumentsMin, argumentsMax, List.of());
    }

    /// The same filter, also taking `named` arguments.
    public FilterDefinition taking(String... names) {
        return new FilterDefinition(name, filter, argumentsMin, argumentsMax, List.of(names));
    }
}
