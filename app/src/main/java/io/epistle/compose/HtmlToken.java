package io.epistle.compose;

import java.util.List;
import java.util.Optional;

/// A piece of an HTML page as [HtmlReader] finds it. Comments, declarations and what stands inside
/// `script` and `style` are no pieces.
public sealed interface HtmlToken {

    /// Text between tags, its character references resolved.
    ///
    /// @param text not empty, white space as in the source
    record Text(String text) implements HtmlToken {}

    /// A start tag.
    ///
    /// @param name in lower case
    /// @param attributes in source order, the first of each name
    record Open(String name, List<Attribute> attributes) implements HtmlToken {

        /// Copies the attributes.
        public Open {
            attributes = List.copyOf(attributes);
        }

        /// The value of an attribute by its lower-case name; empty text where it has no value, none
        /// where it is absent.
        public Optional<String> attribute(String attributeName) {
            for (Attribute attribute : attributes) {
                if (attribute.name().equals(attributeName)) {
                    return Optional.of(attribute.value());
                }
            }
            return Optional.empty();
        }
    }

    /// An end tag.
    ///
    /// @param name in lower case
    record Close(String name) implements HtmlToken {}

    /// One attribute of a start tag.
    ///
    /// @param name in lower case
    /// @param value its character references resolved
    record Attribute(String name, String value) {}
}
