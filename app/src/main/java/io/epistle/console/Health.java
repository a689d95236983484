package io.epistle.console;

/// The state of one part of the product.
///
/// @param part which
/// @param well whether it does its work
/// @param found a few words on its state, such as `53,628 facts`; may be empty
public record Health(Part part, boolean well, String found) {
    /// What is looked at.
    public enum Part {
        /// What is stored.
        STORE(true),
        /// The single writer.
        WRITER(true),
        /// Room on the disk.
        DISK(true),
        /// Who is due to be decided again.
        DUE(false),
        /// Sending, and the mode it is in.
        SENDING(false),
        /// What brings mails to their recipients.
        RELAY(false),
        /// What is handed in, and how much of it is wrong.
        INPUT(false),
        /// The last backup.
        BACKUP(false),
        /// Trained models.
        MODELS(false),
        /// The clock that decisions are made by.
        CLOCK(false);

        private final boolean needed;

        Part(boolean needed) {
            this.needed = needed;
        }

        /// Whether requests should go elsewhere while it is not well; the others are for people.
        public boolean isNeeded() {
            return needed;
        }
    }
}
