package io.epistle.send;

import io.epistle.event.ByteReader;
import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Turn;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What waits for a sender: rows planned or deferred, in a lane for each campaign and there in the
/// order of their due time. So a campaign to everyone does not stand in front of the one message
/// that somebody waits for, and what slows or ends one campaign touches no other.
public final class Outbox {
    /// The lanes.
    public static final Table<Due, Boolean> LANES =
            new Table<>(
                    "lanes",
                    Codec.of(
                            (due, out) -> {
                                LedgerEntry.Key key = due.key();
                                out.writeRaw(LedgerEntry.Key.prefix(key.campaign()));
                                // Flipping the sign bit makes times before 1970 sort first.
                                out.writeLong(due.at().toEpochMilli() ^ Long.MIN_VALUE);
                                key.writeRecipient(out);
                            },
                            Outbox::read),
                    Codec.of((_, out) -> out.writeByte(1), in -> in.readByte() == 1));

    /// Where each lane in which something waits begins: nothing waits in front of it. A disk that
    /// keeps what was deleted for a while need not be walked from the lane's first day.
    public static final Table<String, Due> STARTS =
            new Table<>("lanestarts", Codec.TEXT, LANES.keys());

    private static final byte[] ALL = new byte[0];

    private Outbox() {}

    /// When which row is due.
    public record Due(Instant at, LedgerEntry.Key key) {
        /// Whether it stands in front of another of its lane.
        boolean isBefore(Due other) {
            return Arrays.compareUnsigned(LANES.keys().encode(this), LANES.keys().encode(other))
                    < 0;
        }
    }

    private static Due read(ByteReader in) {
        String campaign = in.readText();
        Instant at = Instant.ofEpochMilli(in.readLong() ^ Long.MIN_VALUE);
        return new Due(at, LedgerEntry.Key.readRecipient(campaign, in));
    }

    static void add(Turn turn, Due due) {
        turn.put(LANES, due, true);
        String campaign = due.key().campaign();
        boolean isCovered =
                turn.get(STARTS, campaign).filter(start -> !due.isBefore(start)).isPresent();
        if (!isCovered) {
            turn.put(STARTS, campaign, due);
        }
    }

    static void remove(Turn turn, Due due) {
        turn.delete(LANES, due);
    }

    /// Moves the start of a lane to what waits first in it now.
    static void advance(Turn turn, String campaign) {
        Optional<Due> start = turn.get(STARTS, campaign);
        Optional<Due> head = head(turn, campaign);
        if (head.isEmpty() && start.isPresent()) {
            turn.delete(STARTS, campaign);
        } else if (!head.equals(start)) {
            head.ifPresent(due -> turn.put(STARTS, campaign, due));
        }
    }

    /// What is due first in each lane in which something waits.
    static List<Due> heads(Rows rows) {
        List<Due> heads = new ArrayList<>();
        for (Rows.Row<String, Due> lane : rows.list(STARTS, ALL, Integer.MAX_VALUE)) {
            head(rows, lane.key()).ifPresent(heads::add);
        }
        return heads;
    }

    /// What is due first in a lane; absent where nothing waits in it.
    static Optional<Due> head(Rows rows, String campaign) {
        return waiting(rows, campaign, Optional.empty(), 1, _ -> true).stream().findFirst();
    }

    /// Up to `limit` rows that wait in a lane, by due time.
    ///
    /// @param by those due by then; absent for all
    /// @param wanted which of them
    static List<Due> waiting(
            Rows rows, String campaign, Optional<Instant> by, int limit, Predicate<Due> wanted) {
        List<Due> waiting = new ArrayList<>();
        Optional<Due> start = rows.get(STARTS, campaign);
        if (start.isEmpty()) {
            return waiting;
        }
        rows.scan(
                LANES,
                LedgerEntry.Key.prefix(campaign),
                LANES.keys().encode(start.get()),
                (due, _) -> {
                    if (by.isPresent() && due.at().isAfter(by.get())) {
                        return false;
                    }
                    if (wanted.test(due)) {
                        waiting.add(due);
                    }
                    return waiting.size() < limit;
                });
        return waiting;
    }
}
