package io.epistle.liquid.filter;

import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Value;

import java.util.List;

/// The arguments of one call of a filter.
public final class Arguments {
    /// No arguments.
    public static final Arguments NONE = new Arguments(new Value[0], List.of(), new Value[0]);

    private final Value[] positional;
    private final List<String> names;
    private final Value[] named;

    /// Arguments in the order written; the arrays are not copied.
    ///
    /// @param positional arguments without a name
    /// @param names names of the named arguments
    /// @param named their values, in the order of `names`
    public Arguments(Value[] positional, List<String> names, Value[] named) {
        this.positional = positional;
        this.names = names;
        this.named = named;
    }

    /// How many arguments without a name.
    public int count() {
        return positional.length;
    }

    /// The argument at `index`, nil past the last one.
    public Value at(int index) {
        return index < positional.length ? positional[index] : Nil.NULL;
    }

    /// The argument of that name, nil where it is not given.
    public Value named(String name) {
        int index = names.indexOf(name);
        return index < 0 ? Nil.NULL : named[index];
    }
}
