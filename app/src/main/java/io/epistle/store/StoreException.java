package io.epistle.store;

/// A store that cannot be opened, read or written. The message is one sentence for a person: what
/// was found, what was expected, what to do.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// An exception with a sentence for the operator.
    public StoreException(String message) {
        super(message);
    }

    /// An exception with a sentence for the operator and what caused it, for the log.
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
