package io.epistle.collect;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// How much the quarantine keeps: whoever knows a public write key can fill it, and nobody may find
/// the disk full for that.
///
/// @param days how many days before the present one a row lies there, at least 1
/// @param rows how many rows of one source, at least 16
/// @param bytes how many bytes of one source, sealed, at least 16
public record QuarantineBounds(int days, long rows, long bytes) {
    /// A quarter of a year to notice; as many rows as somebody may want to look through; a size at
    /// which twenty sources still fit on a small disk.
    public static final QuarantineBounds STANDARD = new QuarantineBounds(90, 100_000, 256L << 20);

    /// When a bound is passed, this part of it goes at once, so that a flood is not made room for
    /// row by row.
    private static final long ROOM = 16;

    public QuarantineBounds {
        if (days < 1 || rows < ROOM || bytes < ROOM) {
            throw new IllegalArgumentException(
                    "found %d days, %d rows and %d bytes, expected at least 1, %d and %d"
                            .formatted(days, rows, bytes, ROOM, ROOM));
        }
    }

    /// Whether a source has more than it may.
    boolean isPassedBy(long rowsKept, long bytesKept) {
        return rowsKept > rows || bytesKept > bytes;
    }

    /// Whether as much has gone that there is room again.
    boolean leavesRoom(long rowsKept, long bytesKept) {
        return rowsKept <= rows - rows / ROOM && bytesKept <= bytes - bytes / ROOM;
    }

    /// The first day, in UTC, whose rows are kept at `now`.
    LocalDate firstDay(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(days);
    }
}
