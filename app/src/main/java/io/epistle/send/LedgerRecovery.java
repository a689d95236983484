package io.epistle.send;

import io.epistle.send.LedgerState.Standing;
import io.epistle.store.Turn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What becomes of the ledger's open rows where a sender or a store came to its end: nobody is sent
/// a message that they may have.
public final class LedgerRecovery {
    private static final byte[] ALL = new byte[0];
    private static final String HANDED_SINCE = "handed over after the backup";

    private LedgerRecovery() {}

    /// What a sender's new life does first: claims of earlier lives were surely not handed over and
    /// are open again; rows handed over may have arrived and become uncertain. Returns how many
    /// became uncertain.
    static int recover(Turn turn, long fence) {
        int uncertain = 0;
        for (var row : turn.list(LedgerIndex.UNDER_WAY, ALL, Integer.MAX_VALUE)) {
            LedgerEntry entry = Ledger.entry(turn, row.key());
            if (entry.fence() == fence) {
                continue;
            }
            if (entry.state() == LedgerState.HANDED) {
                uncertain++;
                Ledger.replace(
                        turn, entry, entry.uncertain("stopped while handing over", turn.now()));
            } else {
                Ledger.replace(turn, entry, entry.unclaimed(turn.now()));
            }
        }
        return uncertain;
    }

    /// Puts a row as it is known to have stood, where the ledger is of an earlier time: a message
    /// that was about to be handed over becomes uncertain. Returns the row where that changed it;
    /// absent where the ledger knows as much.
    public static Optional<LedgerEntry> restore(Turn turn, LedgerEntry known) {
        LedgerEntry later =
                known.state() == LedgerState.HANDED
                        ? known.uncertain(HANDED_SINCE, known.changedAt())
                        : known;
        Optional<LedgerEntry> before = turn.get(Ledger.ENTRIES, known.key());
        if (before.isEmpty()) {
            Ledger.put(turn, later);
            return Optional.of(later);
        }
        if (!isLater(known, before.get())) {
            return Optional.empty();
        }
        return Optional.of(Ledger.replace(turn, before.get(), later.withResponsesOf(before.get())));
    }

    /// Whether a row is uncertain since restoring knows of its hand-over alone.
    public static boolean isHandedSince(LedgerEntry entry) {
        return entry.state() == LedgerState.UNCERTAIN && entry.reason().startsWith(HANDED_SINCE);
    }

    /// Of two states at one instant, that of the later attempt is later; of one attempt, its end.
    private static boolean isLater(LedgerEntry known, LedgerEntry before) {
        int order = known.changedAt().compareTo(before.changedAt());
        if (order == 0) {
            order = Integer.compare(known.attempts(), before.attempts());
        }
        Standing standing = before.state().standing();
        boolean mayEnd = standing == Standing.OPEN || standing == Standing.UNCERTAIN;
        return order > 0 || (order == 0 && mayEnd);
    }

    /// Where nothing is known since the ledger's time, whatever is open may have been sent: it all
    /// becomes uncertain. Returns how many did.
    public static int doubt(Turn turn) {
        List<LedgerEntry.Key> open = new ArrayList<>();
        turn.list(Outbox.LANES, ALL, Integer.MAX_VALUE).forEach(due -> open.add(due.key().key()));
        turn.list(LedgerIndex.UNDER_WAY, ALL, Integer.MAX_VALUE)
                .forEach(row -> open.add(row.key()));
        for (LedgerEntry.Key key : open) {
            LedgerEntry entry = Ledger.entry(turn, key);
            Ledger.replace(turn, entry, entry.doubted(turn.now()));
        }
        open.stream()
                .map(LedgerEntry.Key::campaign)
                .distinct()
                .forEach(lane -> Outbox.advance(turn, lane));
        return open.size();
    }
}
