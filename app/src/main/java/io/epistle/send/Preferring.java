package io.epistle.send;

import java.util.Optional;

/// What the preference page of a mail shows and does.
public interface Preferring {
    /// How the choices of the person stand whom a token names; absent where it is none of ours, or
    /// the person was erased.
    ///
    /// @param token the last part of the link, unchecked
    Optional<MailChoices> read(String token);

    /// Does what a person wants, durable and in effect when this returns, and tells how their
    /// choices stand then; absent as in [#read].
    ///
    /// @param token the last part of the link, unchecked
    Optional<MailChoices> choose(String token, MailChoices.Wish wish);

    /// Ends all marketing mail, as the unsubscribe link does; absent as in [#read].
    ///
    /// @param token the last part of the link, unchecked
    Optional<MailChoices> leave(String token);
}
