package io.epistle.send;

import java.time.Duration;

/// When a message is tried again that a server deferred, or for which there was no connection.
///
/// @param first the first wait; each further one is twice as long
/// @param longest no wait is longer
/// @param attempts it is tried this often at least
/// @param patience it is tried until the waits in between sum up to this at least: time in which
///   nobody tried is not the server's fault
public record Retries(Duration first, Duration longest, int attempts, Duration patience) {
    /// After minutes, then every quarter of an hour, for three days. RFC 5321 section 4.5.4.1 would
    /// go on for four or five, as servers do for letters; what we send is stale by then.
    public static final Retries STANDARD =
            new Retries(Duration.ofMinutes(1), Duration.ofMinutes(15), 5, Duration.ofDays(3));

    /// At once, where the clock stands.
    public static final Retries STANDING =
            new Retries(Duration.ZERO, Duration.ZERO, 5, Duration.ZERO);

    Duration after(int tried) {
        Duration doubled = first.multipliedBy(1L << Math.min(tried - 1, 16));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    boolean areOver(LedgerEntry entry) {
        Duration waited = Duration.ZERO;
        for (int tried = 1; tried < entry.attempts(); tried++) {
            waited = waited.plus(after(tried));
        }
        return entry.attempts() >= attempts && waited.compareTo(patience) >= 0;
    }
}
