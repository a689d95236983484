package io.epistle.liquid.filter;

import io.epistle.liquid.value.Value;

/// What a filter does. Implementations keep no state: one filter serves every thread.
@FunctionalInterface
public interface Filter {

    /// The value after the bar.
    ///
    /// @param input the value before the bar
    /// @param arguments the arguments, already within the bounds of the filter's definition
    /// @param context what a filter may know of the render
    /// @return the value, never `null`; anything else that is thrown passes through the engine
    /// @throws io.epistle.liquid.LiquidFault where the input or an argument makes no sense
    Value apply(Value input, Arguments arguments, FilterContext context);

    /// A filter made for these arguments, called once where a template is parsed and all arguments
    /// are literals; the place to compile a pattern. By default the filter itself.
    ///
    /// @param arguments the literal arguments, which every later call repeats
    default Filter prepared(Arguments arguments) {
        return this;
    }
}
