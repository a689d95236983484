package io.epistle.send;

import io.epistle.event.ByteReader;
import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;

import java.time.Instant;
import java.util.ArrayList;
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

    private static final byte[] ALL = new byte[0];

    private Outbox() {}

    /// When which row is due.
    public record Due(Instant at, LedgerEntry.Key key) {}

    private static Due read(ByteReader in) {
        String campaign = in.readText();
        Instant at = Instant.ofEpochMilli(in.readLong() ^ Long.MIN_VALUE);
        return new Due(at, LedgerEntry.Key.readRecipient(campaign, in));
    }

    /// What is due first in each lane in which something waits.
    static List<Due> heads(Rows rows) {
        List<Due> heads = new ArrayList<>();
        byte[] from = ALL;
        while (true) {
            Optional<Due> head = head(rows, ALL, from);
            if (head.isEmpty()) {
                return heads;
            }
            heads.add(head.get());
            from = behind(LedgerEntry.Key.prefix(head.get().key().campaign()));
        }
    }

    /// What is due first in a lane; absent where nothing waits in it.
    static Optional<Due> head(Rows rows, String campaign) {
        byte[] lane = LedgerEntry.Key.prefix(campaign);
        return head(rows, lane, lane);
    }

    private static Optional<Due> head(Rows rows, byte[] prefix, byte[] from) {
        List<Due> head = new ArrayList<>(1);
        rows.scan(
                LANES,
                prefix,
                from,
                (due, _) -> {
                    head.add(due);
                    return false;
                });
        return head.stream().findFirst();
    }

    /// The first bytes behind all keys that start with a lane's prefix, which ends in ASCII.
    private static byte[] behind(byte[] prefix) {
        byte[] behind = prefix.clone();
        behind[behind.length - 1]++;
        return behind;
    }

    /// Up to `limit` rows that wait in a lane, by due time.
    ///
    /// @param by those due by then; absent for all
    /// @param wanted which of them
    static List<Due> waiting(
            Rows rows, String campaign, Optional<Instant> by, int limit, Predicate<Due> wanted) {
        List<Due> waiting = new ArrayList<>();
        rows.scan(
                LANES,
                LedgerEntry.Key.prefix(campaign),
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
