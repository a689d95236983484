package io.epistle.console;

import java.util.List;
import java.util.Optional;

/// Which rows of a campaign's ledger are asked for.
///
/// @param states only messages that ended in one of these; empty for all
/// @param reason only messages skipped or failed for it
/// @param paging which page
public record LedgerQuery(List<MessageState> states, Optional<String> reason, Paging paging) {
    /// The states of people who did not get their message, or may not have.
    public static final List<MessageState> UNSENT =
            List.of(
                    MessageState.OPEN,
                    MessageState.SKIPPED,
                    MessageState.FAILED,
                    MessageState.UNCERTAIN);

    public LedgerQuery {
        states = List.copyOf(states);
    }

    /// The first page of the messages that ended in one state.
    public static LedgerQuery of(MessageState state) {
        return new LedgerQuery(List.of(state), Optional.empty(), Paging.page(1));
    }

    /// The first page of the messages that ended in one state for one reason.
    public static LedgerQuery of(MessageState state, String reason) {
        return new LedgerQuery(List.of(state), Optional.of(reason), Paging.page(1));
    }

    /// The first page of who did not get it.
    public static LedgerQuery unsent() {
        return new LedgerQuery(UNSENT, Optional.empty(), Paging.page(1));
    }

    /// The first page of all messages.
    public static LedgerQuery all() {
        return new LedgerQuery(List.of(), Optional.empty(), Paging.page(1));
    }

    /// The same rows on another page.
    public LedgerQuery on(Paging other) {
        return new LedgerQuery(states, reason, other);
    }

    /// Whether a message that ended so is asked for.
    public boolean asksFor(MessageState state, String itsReason) {
        return (states.isEmpty() || states.contains(state))
                && (reason.isEmpty() || reason.get().equals(itsReason));
    }
}
