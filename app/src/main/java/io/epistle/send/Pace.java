package io.epistle.send;

import io.epistle.store.Codec;
import io.epistle.store.Rows;
import io.epistle.store.Table;
import io.epistle.store.Turn;
import io.epistle.trigger.Throttle;

import java.time.Duration;
import java.time.Instant;

/// How fast one campaign goes out: a bucket of tokens that holds a tenth of a second of its rate,
/// one message at least, and fills at the rate. What is stored is the instant at which it is full
/// again (the generic cell rate algorithm of ITU-T I.371), so a restart gives nothing extra. In any
/// length of time `t` no more than `rate * t` and a bucket go out.
public final class Pace {
    /// When the bucket of each campaign that was slowed is full again.
    public static final Table<String, Instant> PACES =
            new Table<>(
                    "paces",
                    Codec.TEXT,
                    Codec.of(
                            (at, out) ->
                                    out.writeZigzag(at.getEpochSecond()).writeVarint(at.getNano()),
                            in -> Instant.ofEpochSecond(in.readZigzag(), in.readVarint())));

    private static final Duration BURST = Duration.ofMillis(100);

    private final String campaign;
    private final long interval;
    private final long bucket;

    /// The pace of a campaign.
    Pace(String campaign, Throttle throttle) {
        this.campaign = campaign;
        this.interval = Math.ceilDiv(throttle.per().toNanos(), throttle.messages());
        this.bucket = Math.max(interval, BURST.toNanos());
    }

    /// How many tokens there are, up to `wanted`.
    int available(Turn turn, int wanted) {
        return (int) Math.min(wanted, (bucket - missing(turn, turn.now())) / interval);
    }

    /// Takes tokens.
    ///
    /// @param count at most as many as are [#available]
    void take(Turn turn, int count) {
        if (count > 0) {
            fillAfter(turn, missing(turn, turn.now()) + count * interval);
        }
    }

    /// Gives a token back whose message did not go out.
    void giveBack(Turn turn) {
        fillAfter(turn, Math.max(0, missing(turn, turn.now()) - interval));
    }

    /// When tokens are there again: one, and where they come fast a few. A turn knows its time to
    /// the millisecond.
    Instant next(Rows rows, Instant now) {
        long wanted = Math.max(interval, bucket / 4);
        long nanos = Math.max(0, missing(rows, now) + wanted - bucket);
        return now.plusMillis(Math.ceilDiv(nanos, 1_000_000));
    }

    /// What the bucket lacks, in nanoseconds of filling. A clock that was set back empties it at
    /// most.
    private long missing(Rows rows, Instant now) {
        return rows.get(PACES, campaign)
                .filter(full -> full.isAfter(now))
                .map(full ->
                        full.isAfter(now.plusNanos(bucket))
                                ? bucket
                                : Duration.between(now, full).toNanos())
                .orElse(0L);
    }

    private void fillAfter(Turn turn, long missing) {
        turn.put(PACES, campaign, turn.now().plusNanos(missing));
    }
}
