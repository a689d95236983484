package io.epistle.collect;

/// What a cell says as a time, under both orders of day and month.
///
/// @param dayFirst milliseconds since 1970 in UTC, [#NONE] where the cell is none so read
/// @param monthFirst likewise
record TimeReadings(long dayFirst, long monthFirst) {
    /// No time. Times begin in 1970, so it is none of them.
    static final long NONE = Long.MIN_VALUE;

    /// Neither reading makes sense.
    static final TimeReadings UNREADABLE = new TimeReadings(NONE, NONE);
}
