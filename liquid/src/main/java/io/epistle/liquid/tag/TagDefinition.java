package io.epistle.liquid.tag;

/// A tag of the product: its name, whether it encloses a body, and how its text is read.
///
/// @param name the name in templates
/// @param block true where it goes up to `end` and its name
/// @param syntax how its text is read
public record TagDefinition(String name, boolean block, Syntax syntax) {

    /// Reads the text after the tag's name when a template is parsed.
    @FunctionalInterface
    public interface Syntax {
        /// What the tag does, with its arguments read.
        ///
        /// @throws io.epistle.liquid.LiquidFault where the text makes no sense
        CustomTag read(TagSyntax syntax);
    }
}
