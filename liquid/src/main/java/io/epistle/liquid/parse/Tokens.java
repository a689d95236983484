package io.epistle.liquid.parse;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The pieces of a template in order.
sealed interface Tokens permits DocumentTokens, LineTokens {

    /// The next piece, or null at the end.
    @Nullable Token next();

    /// Takes everything up to the tag `name`, unread, and that tag.
    ///
    /// @return what lies before the tag, as text; empty where the tag never comes
    Optional<Token> until(String name);
}
