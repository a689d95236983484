package io.epistle.console;

/// Carries out what the link in a mail asks for. It is wired to consent and suppression where the
/// server starts.
public interface Unsubscribing {
    /// Longer tokens are not ours.
    int TOKEN_MAX = 512;

    /// Withdraws what the token names, in effect before this returns. Asking twice is harmless.
    ///
    /// @param token the last part of the link, unchecked
    Withdrawal withdraw(String token);

    /// What became of it.
    sealed interface Withdrawal {
        /// Withdrawn by this call.
        record Done() implements Withdrawal {}

        /// Withdrawn before.
        record Already() implements Withdrawal {}

        /// Not a token of ours, or cut short by a mail program.
        record UnknownToken() implements Withdrawal {}
    }
}
