package io.epistle.collect;

import io.epistle.collect.Admissions.MessageKey;
import io.epistle.collect.Admissions.Seen;
import io.epistle.store.Retention;
import io.epistle.store.Rows;
import io.epistle.store.Turn;
import io.epistle.store.Writer;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Forgets the message ids of live sources once their window is over. They lie by hash, so that
/// finding one is a single look; once a day all are gone through, beside the writer, and those of
/// days that are over are dropped.
public final class SeenRetention implements Retention {
    /// For so many whole days an id that comes again is a duplicate: SDKs keep what they could not
    /// send for less.
    public static final int DAYS = 30;

    /// A turn that drops more would keep others waiting.
    private static final int DROPPED_MAX = 5_000;

    private final Rows rows;
    private long doneOn;

    /// A retention over the committed rows.
    public SeenRetention(Rows rows) {
        this.rows = rows;
    }

    @Override
    public synchronized long shorten(Writer writer) {
        long today =
                writer.apply(turn -> LocalDate.ofInstant(turn.now(), ZoneOffset.UTC).toEpochDay());
        if (today == doneOn) {
            return 0;
        }
        long first = today - DAYS;
        List<MessageKey> aged = new ArrayList<>();
        long[] dropped = new long[1];
        rows.scan(
                Admissions.SEEN,
                new byte[0],
                (key, seen) -> {
                    if (isOver(seen, first)) {
                        aged.add(key);
                    }
                    if (aged.size() == DROPPED_MAX) {
                        dropped[0] += drop(writer, aged, first);
                    }
                    return true;
                });
        dropped[0] += drop(writer, aged, first);
        doneOn = today;
        return dropped[0];
    }

    private static boolean isOver(Seen seen, long first) {
        return seen.day() != 0 && seen.day() < first;
    }

    private static long drop(Writer writer, List<MessageKey> aged, long first) {
        List<MessageKey> keys = List.copyOf(aged);
        aged.clear();
        return keys.isEmpty() ? 0 : writer.apply(turn -> drop(turn, keys, first));
    }

    private static long drop(Turn turn, List<MessageKey> keys, long first) {
        long dropped = 0;
        for (MessageKey key : keys) {
            if (turn.get(Admissions.SEEN, key).filter(seen -> isOver(seen, first)).isPresent()) {
                turn.delete(Admissions.SEEN, key);
                dropped++;
            }
        }
        return dropped;
    }
}
