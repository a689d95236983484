package io.epistle.send;

import io.epistle.store.Codec;
import io.epistle.store.Migration;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Writer;

import java.util.ArrayList;
import java.util.List;

/// Puts what waits into the lanes, and what was under way on its list, where a ledger was written
/// before there were either.
public final class LanesMigration implements Migration {
    /// The one queue that there was before.
    public static final Table<byte[], Boolean> OUTBOX =
            new Table<>("outbox", Codec.BYTES, Codec.of((_, _) -> {}, _ -> true));

    /// Rows of one turn.
    private static final int TURN_ROWS = 1_000;

    private static final byte[] ALL = new byte[0];

    @Override
    public void run(Rows rows, Writer writer) {
        List<LedgerEntry> open = new ArrayList<>();
        rows.scan(
                Ledger.ENTRIES,
                ALL,
                (_, entry) -> {
                    if (entry.state().isOpen()) {
                        open.add(entry);
                    }
                    if (open.size() == TURN_ROWS) {
                        list(writer, open);
                    }
                    return true;
                });
        list(writer, open);
        while (clear(rows, writer) > 0) {
            // Until the old queue is empty.
        }
    }

    private static void list(Writer writer, List<LedgerEntry> open) {
        int _ =
                writer.apply(turn -> {
                    open.forEach(entry -> LedgerIndex.add(turn, entry));
                    return open.size();
                });
        open.clear();
    }

    private static int clear(Rows rows, Writer writer) {
        var queued = rows.list(OUTBOX, ALL, TURN_ROWS);
        return writer.apply(turn -> {
            queued.forEach(row -> turn.delete(OUTBOX, row.key()));
            return queued.size();
        });
    }
}
