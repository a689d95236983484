package io.epistle.send;

import java.time.Duration;

/// The bounds of a [MailboxServer]. Memory in use stays below `connectionsMax` times twice
/// `messageBytesMax`.
///
/// @param messageBytesMax largest message, announced by SIZE; larger ones are refused with 552
/// @param lineBytesMax longest line of a message without its CRLF; RFC 5322 allows 998
/// @param recipientsMax most recipients of one message; further ones are refused with 452
/// @param connectionsMax most clients at once; further ones are refused with 421
/// @param idle how long a client may be silent
public record MailboxLimits(
        int messageBytesMax,
        int lineBytesMax,
        int recipientsMax,
        int connectionsMax,
        Duration idle) {

    /// Checks that each is positive.
    ///
    /// @throws IllegalArgumentException when one is not
    public MailboxLimits {
        if (messageBytesMax < 1
                || lineBytesMax < 1
                || recipientsMax < 1
                || connectionsMax < 1
                || !idle.isPositive()) {
            throw new IllegalArgumentException("the limits of a mailbox are all positive");
        }
    }

    /// 10 MB, lines and recipients as the standards allow, 100 clients, 5 minutes.
    public static MailboxLimits standard() {
        return new MailboxLimits(10_000_000, 998, 100, 100, Duration.ofMinutes(5));
    }
}
