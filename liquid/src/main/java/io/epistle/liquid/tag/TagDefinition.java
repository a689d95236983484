package io.epistle.liquid.tag;

import java.util.regex.Pattern;

/// A tag of the product: its name, whether it encloses a body, and how its text is read.
///
/// @param name the name in templates
/// @param block true where it goes up to `end` and its name
/// @param syntax how its text is read
public record TagDefinition(String name, boolean block, Syntax syntax) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /// Checks the name, which a template could otherwise never write.
    public TagDefinition {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "expected a tag named by letters, digits and _, found '" + name + "'");
        }
    }

    /// Reads the text after the tag's name when a template is parsed.
    @FunctionalInterface
    public interface Syntax {
        /// What the tag does, with its arguments read.
        ///
        /// @throws io.epistle.liquid.LiquidFault where the text makes no sense
        CustomTag read(TagSyntax syntax);
    }
}
