package io.epistle.vault;

/// A key that is missing, wrong or destroyed, or sealed bytes that were changed. The message is one
/// sentence for a person.
public final class VaultException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// An exception of which `message` says what was found, what was expected and what to do.
    public VaultException(String message) {
        super(message);
    }
}
