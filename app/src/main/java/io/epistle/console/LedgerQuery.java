package io.epistle.console;

import java.util.Optional;

/// Which rows of a campaign's ledger are asked for.
///
/// @param state only messages that ended there
/// @param reason only messages skipped or failed for it
/// @param paging which page
public record LedgerQuery(Optional<MessageState> state, Optional<String> reason, Paging paging) {}
