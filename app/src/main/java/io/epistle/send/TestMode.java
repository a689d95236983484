package io.epistle.send;

import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Turn;

import java.time.Instant;
import java.util.Optional;

/// That mails stay in the built-in mailbox, but for an allow-list, until somebody lets them go out.
/// Every data folder begins in test mode. What is stored is that it was left, so that a folder of
/// which nothing is known is in it; [Routing] asks in every turn that hands a message over.
public final class TestMode {
    /// Since when the folder is live; nothing in test mode.
    public static final Table<String, Instant> LIVE =
            new Table<>(
                    "live",
                    Codec.TEXT,
                    Codec.of(
                            (since, out) -> out.writeZigzag(since.toEpochMilli()),
                            in -> Instant.ofEpochMilli(in.readZigzag())));

    private static final String ALL_SENDING = "sending";

    private TestMode() {}

    /// Whether mails stay in the built-in mailbox.
    public static boolean isOn(Rows rows) {
        return liveSince(rows).isEmpty();
    }

    /// Since when mails go out; absent in test mode.
    public static Optional<Instant> liveSince(Rows rows) {
        return rows.get(LIVE, ALL_SENDING);
    }

    /// Lets mails go out; nothing changes where they do already. Returns since when they do.
    public static Instant leave(Turn turn) {
        return liveSince(turn)
                .orElseGet(() -> {
                    turn.put(LIVE, ALL_SENDING, turn.now());
                    return turn.now();
                });
    }

    /// Goes back to test mode; returns since when mails went out, absent where they did not.
    public static Optional<Instant> enter(Turn turn) {
        Optional<Instant> since = liveSince(turn);
        since.ifPresent(_ -> turn.delete(LIVE, ALL_SENDING));
        return since;
    }
}
