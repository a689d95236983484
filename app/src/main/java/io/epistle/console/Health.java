package io.epistle.console;

/// The state of one part of the product.
///
/// @param part which
/// @param well whether it does its work
/// @param found a few words on its state, such as `53,628 facts`; may be empty
public record Health(Part part, boolean well, String found) {
    /// What is looked at.
    public enum Part {
        /// The store and its single writer.
        STORE,
        /// Sending, and the built-in mailbox in test mode.
        SENDING,
        /// Trained models.
        MODELS,
        /// The clock that decisions are made by.
        CLOCK
    }
}
