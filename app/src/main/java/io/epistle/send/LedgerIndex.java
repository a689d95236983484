package io.epistle.send;

import io.epistle.store.Codec;
import io.epistle.store.Table;
import io.epistle.store.Turn;

/// The rows of the ledger that are not ended, found without reading those that are: what waits lies
/// in the [Outbox], what a sender has lies here.
public final class LedgerIndex {
    /// Rows that a sender has claimed or handed over.
    public static final Table<LedgerEntry.Key, Boolean> UNDER_WAY =
            new Table<>(
                    "underway",
                    LedgerEntry.Key.CODEC,
                    Codec.of((_, out) -> out.writeByte(1), in -> in.readByte() == 1));

    private LedgerIndex() {}

    static void add(Turn turn, LedgerEntry entry) {
        if (entry.state().isWaiting()) {
            Outbox.add(turn, new Outbox.Due(entry.dueAt(), entry.key()));
        } else if (entry.state().isUnderWay()) {
            turn.put(UNDER_WAY, entry.key(), true);
        }
    }

    static void remove(Turn turn, LedgerEntry entry) {
        if (entry.state().isWaiting()) {
            Outbox.remove(turn, new Outbox.Due(entry.dueAt(), entry.key()));
        } else if (entry.state().isUnderWay()) {
            turn.delete(UNDER_WAY, entry.key());
        }
    }
}
