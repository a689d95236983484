package io.epistle.liquid.analysis;

import io.epistle.liquid.value.Value;

import java.util.List;
import java.util.Optional;

/// One place where a template uses a tag of the product.
///
/// @param template name of the template it stands in: the one analysed, or one that it renders
/// @param name the tag
/// @param arguments the values it may ask for, in the order of the source
/// @param position offset in the source
/// @param line line from 1
/// @param column column from 1
public record TagUse(
        String template,
        String name,
        List<Argument> arguments,
        int position,
        int line,
        int column) {

    /// Copies the list.
    public TagUse {
        arguments = List.copyOf(arguments);
    }

    /// A value that is handed to a tag.
    ///
    /// @param name its name; absent where it has none
    /// @param literal the value where it is written out; absent where it has to be evaluated
    public record Argument(Optional<String> name, Optional<Value> literal) {}
}
