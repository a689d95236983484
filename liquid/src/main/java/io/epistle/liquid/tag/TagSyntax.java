package io.epistle.liquid.tag;

import io.epistle.liquid.tree.Expression;

import java.util.List;
import java.util.Optional;

/// The text after a tag's name, as a tag of the product takes it apart. Every method that does not
/// find what it looks for throws, and the author is told the place.
public interface TagSyntax {

    /// The next value, without filters.
    Expression expression();

    /// A value and its filters, up to the end of the tag.
    Expression filtered();

    /// The next word, which must be a name.
    String name();

    /// Whether the next word is `word`; then it is taken.
    boolean word(String word);

    /// Takes a comma if there is one.
    boolean comma();

    /// The remaining arguments: values and `name: value` pairs with commas between or without.
    List<TagArgument> arguments();

    /// Fails unless everything is taken.
    void end();

    /// One argument.
    ///
    /// @param name its name where it has one
    /// @param value its value
    record TagArgument(Optional<String> name, Expression value) {}
}
