package io.epistle.send;

import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Turn;

import java.time.Instant;
import java.util.Optional;

/// That nothing is sent, until somebody releases it. It lies in the store, so it outlasts restarts,
/// and is asked for in every turn that claims or hands over: no message is handed over behind a
/// hold in the log.
///
/// @param reason why, in the words of whoever placed it
/// @param since when it was placed
public record Hold(String reason, Instant since) {
    /// Longer reasons are cut.
    public static final int REASON_LENGTH_MAX = 200;

    /// The hold, where there is one.
    public static final Table<String, Hold> HOLDS =
            new Table<>(
                    "holds",
                    Codec.TEXT,
                    Codec.of(
                            (hold, out) ->
                                    out.writeText(hold.reason())
                                            .writeZigzag(hold.since().toEpochMilli()),
                            in -> new Hold(in.readText(), Instant.ofEpochMilli(in.readZigzag()))));

    private static final String ALL_SENDING = "sending";

    public Hold {
        reason =
                reason.length() > REASON_LENGTH_MAX
                        ? reason.substring(0, REASON_LENGTH_MAX)
                        : reason;
    }

    /// Holds all sending; a hold that is there already stays. Returns the hold in force.
    public static Hold place(Turn turn, String reason) {
        return find(turn)
                .orElseGet(() -> {
                    Hold hold = new Hold(reason, turn.now());
                    turn.put(HOLDS, ALL_SENDING, hold);
                    return hold;
                });
    }

    /// Lets sending go on; returns the hold that was in force, absent where there was none.
    public static Optional<Hold> release(Turn turn) {
        Optional<Hold> held = find(turn);
        held.ifPresent(_ -> turn.delete(HOLDS, ALL_SENDING));
        return held;
    }

    /// The hold in force; absent where sending is free.
    public static Optional<Hold> find(Rows rows) {
        return rows.get(HOLDS, ALL_SENDING);
    }

    /// Whether sending is held.
    public static boolean isHeld(Rows rows) {
        return find(rows).isPresent();
    }
}
