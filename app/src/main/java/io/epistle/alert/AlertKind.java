package io.epistle.alert;

import io.epistle.event.ByteReader.MalformedBytes;

import java.time.Duration;
import java.util.Locale;

/// What is watched: the measure, its limit, and how long it must be beyond it, or well again,
/// before anybody is told.
public enum AlertKind {
    /// Changes wait for the writer, or it has ended: how long one has waited.
    WRITER(1, Unit.SECONDS, true, 5, Duration.ZERO, Duration.ofSeconds(30)),
    /// Whoever is due to be decided again is late: by how much.
    DUE(2, Unit.SECONDS, true, 60, Duration.ofSeconds(30), Duration.ofSeconds(30)),
    /// Messages of a campaign may or may not have arrived: how many more than [Conditions#DAY] ago.
    UNCERTAIN(3, Unit.COUNT, false, 0, Duration.ZERO, Duration.ZERO),
    /// Messages of a campaign are refused: their share of those that ended within [Conditions#DAY].
    FAILED(4, Unit.SHARE, true, 0.05, Duration.ZERO, Duration.ofMinutes(5)),
    /// What a source hands in makes no sense: the share set aside within [Conditions#HOUR].
    QUARANTINED(5, Unit.SHARE, false, 0.05, Duration.ZERO, Duration.ofMinutes(5)),
    /// The last backup is old: how long ago it was taken. A day's backup may fail once.
    BACKUP(6, Unit.SECONDS, false, 2 * 86_400, Duration.ZERO, Duration.ZERO),
    /// There are facts, and no backup was ever taken.
    NO_BACKUP(7, Unit.COUNT, false, 1, Duration.ofHours(1), Duration.ZERO),
    /// The disk is as good as full: a compaction of the store may need as much as the limit.
    DISK(8, Unit.BYTES, true, 1 << 30, Duration.ZERO, Duration.ofMinutes(5)),
    /// The wall clock left the monotonic one, by so much. Due work and sending stop, until somebody
    /// confirms the clock by releasing the hold.
    CLOCK(9, Unit.SECONDS, true, 60, Duration.ZERO, Duration.ZERO),
    /// A source that was busy hands nothing in: for how long.
    SILENT(10, Unit.SECONDS, false, 6 * 3_600, Duration.ZERO, Duration.ZERO),
    /// All sending is held.
    HELD(11, Unit.COUNT, false, 0, Duration.ZERO, Duration.ZERO),
    /// Requests come without a write key that is known: how many within [Conditions#HOUR].
    REJECTED(12, Unit.COUNT, false, 100, Duration.ZERO, Duration.ofMinutes(5)),
    /// The relay takes no mail, or none is configured in a folder that is live: for how long.
    RELAY(13, Unit.SECONDS, true, 60, Duration.ZERO, Duration.ofMinutes(1));

    /// What a measure counts.
    public enum Unit {
        /// Things.
        COUNT,
        /// A length of time, in seconds.
        SECONDS,
        /// A part of a whole, 0 to 1.
        SHARE,
        /// Bytes.
        BYTES
    }

    private final int code;
    private final Unit unit;
    private final boolean grave;
    private final double limit;
    private final Duration opensAfter;
    private final Duration closesAfter;

    AlertKind(
            int code,
            Unit unit,
            boolean grave,
            double limit,
            Duration opensAfter,
            Duration closesAfter) {
        this.code = code;
        this.unit = unit;
        this.grave = grave;
        this.limit = limit;
        this.opensAfter = opensAfter;
        this.closesAfter = closesAfter;
    }

    /// The number that stands for this in encodings; never reused.
    int code() {
        return code;
    }

    static AlertKind of(int code) {
        for (AlertKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new MalformedBytes("found alert kind " + code);
    }

    /// Its name for programs, such as `no_backup`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What its measure counts.
    public Unit unit() {
        return unit;
    }

    /// Whether something does not work, rather than is to be looked at.
    public boolean isGrave() {
        return grave;
    }

    /// The last value of its measure that is well; of [#DISK] and [#NO_BACKUP] the smallest, of the
    /// others the largest.
    public double limit() {
        return limit;
    }

    /// How long the condition holds before an alert opens.
    Duration opensAfter() {
        return opensAfter;
    }

    /// How long all is well before the alert closes, so that it does not come and go.
    Duration closesAfter() {
        return closesAfter;
    }
}
