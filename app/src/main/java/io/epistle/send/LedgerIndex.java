package io.epistle.send;

import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.TimelineStore;
import io.epistle.store.Turn;
import io.epistle.store.Writer;

import java.util.ArrayList;
import java.util.List;

/// The rows of the ledger that are not ended, found without reading those that are: what waits lies
/// in the [Outbox], what a sender has lies here.
public final class LedgerIndex {
    /// Rows that a sender has claimed or handed over.
    public static final Table<LedgerEntry.Key, Boolean> UNDER_WAY =
            new Table<>(
                    "underway",
                    LedgerEntry.Key.CODEC,
                    Codec.of((_, out) -> out.writeByte(1), in -> in.readByte() == 1));

    /// The outbox of folders written before there were lanes.
    public static final Table<byte[], Boolean> OUTBOX =
            new Table<>("outbox", Codec.BYTES, Codec.of((_, _) -> {}, _ -> true));

    private static final String VERSION_NAME = "ledger/index";
    private static final long VERSION = 1;

    /// Rows of one turn.
    private static final int TURN_ROWS = 1_024;

    private static final byte[] ALL = new byte[0];

    private LedgerIndex() {}

    static void add(Turn turn, LedgerEntry entry) {
        if (entry.state().isWaiting()) {
            turn.put(Outbox.LANES, new Outbox.Due(entry.dueAt(), entry.key()), true);
        } else if (entry.state().isUnderWay()) {
            turn.put(UNDER_WAY, entry.key(), true);
        }
    }

    static void remove(Turn turn, LedgerEntry entry) {
        if (entry.state().isWaiting()) {
            turn.delete(Outbox.LANES, new Outbox.Due(entry.dueAt(), entry.key()));
        } else if (entry.state().isUnderWay()) {
            turn.delete(UNDER_WAY, entry.key());
        }
    }

    /// Indexes a ledger that was written before there was this index; nothing happens where it has
    /// one. Ended half way, it is done again.
    public static void ensure(Rows rows, Writer writer) {
        if (rows.get(TimelineStore.COUNTERS, VERSION_NAME)
                .filter(done -> done == VERSION)
                .isPresent()) {
            return;
        }
        List<LedgerEntry> open = new ArrayList<>();
        rows.scan(
                Ledger.ENTRIES,
                ALL,
                (_, entry) -> {
                    if (entry.state().standing() == LedgerState.Standing.OPEN) {
                        open.add(entry);
                    }
                    if (open.size() == TURN_ROWS) {
                        add(writer, open);
                    }
                    return true;
                });
        add(writer, open);
        for (var old = rows.list(OUTBOX, ALL, TURN_ROWS);
                !old.isEmpty();
                old = rows.list(OUTBOX, ALL, TURN_ROWS)) {
            var chunk = old;
            int _ =
                    writer.apply(turn -> {
                        chunk.forEach(row -> turn.delete(OUTBOX, row.key()));
                        return chunk.size();
                    });
        }
        long _ =
                writer.apply(turn -> {
                    turn.put(TimelineStore.COUNTERS, VERSION_NAME, VERSION);
                    return VERSION;
                });
    }

    private static void add(Writer writer, List<LedgerEntry> open) {
        int _ =
                writer.apply(turn -> {
                    open.forEach(entry -> add(turn, entry));
                    return open.size();
                });
        open.clear();
    }
}
