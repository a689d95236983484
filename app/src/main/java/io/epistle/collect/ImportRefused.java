package io.epistle.collect;

/// An import that cannot begin: the message is one sentence for the user, which says what was
/// found, what was expected and what to do. Nothing was stored.
final class ImportRefused extends Exception {
    private static final long serialVersionUID = 1;

    /// A refusal with its sentence.
    ImportRefused(String sentence) {
        super(sentence);
    }

    /// The sentence.
    String sentence() {
        return String.valueOf(getMessage());
    }
}
