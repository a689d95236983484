package io.epistle.liquid.tree;

import io.epistle.liquid.filter.Arguments;
import io.epistle.liquid.filter.Filter;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One filter in a chain.
///
/// @param name the filter's name as written
/// @param filter what it does; already prepared where all arguments are literals
/// @param constants the arguments where all are literals, otherwise null
/// @param positional arguments without a name
/// @param names names of the named arguments
/// @param named their expressions, in the order of `names`
/// @param position offset of the filter's name in the source
public record FilterCall(
        String name,
        Filter filter,
        @Nullable Arguments constants,
        List<Expression> positional,
        List<String> names,
        List<Expression> named,
        int position) {}
