package io.epistle.console;

import java.util.Optional;

/// What the pages of the built-in mailbox read.
public interface MailboxReading {
    /// The mails, newest first.
    Slice<MailRow> mailbox(MailQuery query);

    /// One mail; absent where there is none of that id.
    Optional<MailView> mail(String id);
}
