package io.epistle.send;

import java.time.Duration;

/// How much the built-in mailbox keeps.
///
/// @param age for how long, at least a day
/// @param mails how many, at least 1
public record MailboxBounds(Duration age, long mails) {
    /// A quarter of a year, as the quarantine; as many as a rehearsal of a large campaign has.
    public static final MailboxBounds STANDARD = new MailboxBounds(Duration.ofDays(90), 100_000);

    public MailboxBounds {
        if (age.compareTo(Duration.ofDays(1)) < 0 || mails < 1) {
            throw new IllegalArgumentException(
                    "found an age of %s and %d mails, expected at least a day and 1"
                            .formatted(age, mails));
        }
    }
}
