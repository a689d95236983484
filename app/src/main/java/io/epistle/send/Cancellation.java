package io.epistle.send;

import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Turn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// That the messages of a campaign which had not gone out by an instant never will: neither those
/// that waited nor those that a sender had and gives back. It is for good, and outlasts the
/// restoring of an older backup.
public final class Cancellation {
    /// When each campaign was cancelled last.
    public static final Table<String, Instant> CANCELLATIONS =
            new Table<>(
                    "cancellations",
                    Codec.TEXT,
                    Codec.of(
                            (at, out) -> out.writeZigzag(at.toEpochMilli()),
                            in -> Instant.ofEpochMilli(in.readZigzag())));

    /// The reason under which these messages are counted as skipped.
    static final String REASON = "cancelled";

    private Cancellation() {}

    /// Cancels what is planned of a campaign by `at`, and its planning. What waits is ended by
    /// [#sweep].
    public static void place(Turn turn, String campaign, Instant at) {
        boolean isKnown = at(turn, campaign).filter(known -> !known.isBefore(at)).isPresent();
        if (!isKnown) {
            turn.put(CANCELLATIONS, campaign, at);
        }
        boolean _ = CampaignRun.end(turn, campaign);
    }

    /// Ends up to `limit` rows that wait of a cancelled campaign; returns how many.
    public static int sweep(Turn turn, String campaign, int limit) {
        List<Outbox.Due> waiting =
                Outbox.waiting(turn, campaign, Optional.empty(), limit, _ -> true);
        for (Outbox.Due due : waiting) {
            LedgerEntry entry = Ledger.entry(turn, due.key());
            LedgerEntry _ = Ledger.replace(turn, entry, ended(turn, entry));
        }
        Outbox.advance(turn, campaign);
        return waiting.size();
    }

    static LedgerEntry ended(Turn turn, LedgerEntry entry) {
        return entry.to(LedgerState.SKIPPED, REASON, turn.now(), turn.now());
    }

    /// When a campaign was cancelled last; absent where it never was.
    public static Optional<Instant> at(Rows rows, String campaign) {
        return rows.get(CANCELLATIONS, campaign);
    }

    /// Whether a row is not to go out.
    static boolean concerns(Rows rows, LedgerEntry entry) {
        return at(rows, entry.key().campaign())
                .filter(at -> !entry.plannedAt().isAfter(at))
                .isPresent();
    }
}
