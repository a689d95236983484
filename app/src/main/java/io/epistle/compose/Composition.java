package io.epistle.compose;

import java.util.List;
import java.util.Optional;

/// What came of composing one message.
public sealed interface Composition {
    /// It is ready.
    ///
    /// @param message the message
    /// @param offer the offer inside; absent where it has none
    /// @param blocks the ids of the blocks inside, in the order they were used
    record Composed(Message message, Optional<OfferDefinition> offer, List<String> blocks)
            implements Composition {
        public Composed {
            blocks = List.copyOf(blocks);
        }
    }

    /// The template gave this person up on purpose, with `abort_message`: skipped.
    ///
    /// @param reason as the author wrote it
    record Aborted(String reason) implements Composition {}

    /// The template cannot be rendered for this person: failed.
    ///
    /// @param reason what went wrong, with template, line and column; without personal data
    record Broken(String reason) implements Composition {}
}
