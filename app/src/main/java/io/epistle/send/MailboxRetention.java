package io.epistle.send;

import static io.epistle.send.MailboxStore.COUNTS;
import static io.epistle.send.MailboxStore.DAY_KEYS;
import static io.epistle.send.MailboxStore.DROPPED;
import static io.epistle.send.MailboxStore.MAILBOX;

import io.epistle.send.MailboxStore.SealedMail;
import io.epistle.store.DailyRetention;
import io.epistle.store.Retention;
import io.epistle.store.Turn;
import io.epistle.vault.Vault;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// Keeps the built-in mailbox within its bounds: the oldest mails go first.
public final class MailboxRetention implements DailyRetention.Aging {
    /// A turn that drops more would keep others waiting.
    private static final int DROPPED_MAX = 1_000;

    private final MailboxBounds bounds;

    private MailboxRetention(MailboxBounds bounds) {
        this.bounds = bounds;
    }

    /// The retention of the mailbox under `bounds`.
    public static Retention of(Vault vault, MailboxBounds bounds) {
        return new DailyRetention(vault, DAY_KEYS, new MailboxRetention(bounds), DROPPED_MAX);
    }

    @Override
    public long drop(Turn turn, int max) {
        Instant from = turn.now().minus(bounds.age());
        long received = MailboxStore.count(turn);
        long gone = MailboxStore.dropped(turn);
        long dropped = 0;
        for (long number = gone + 1; number <= received && dropped < max; number++) {
            boolean isTooMany = received - gone - dropped > bounds.mails();
            Optional<SealedMail> mail = turn.get(MAILBOX, number);
            boolean isTooOld = mail.filter(one -> one.receivedAt().isBefore(from)).isPresent();
            if (!isTooMany && !isTooOld) {
                break;
            }
            turn.delete(MAILBOX, number);
            dropped++;
        }
        if (dropped > 0) {
            turn.put(COUNTS, DROPPED, gone + dropped);
        }
        return dropped;
    }

    /// The day of the oldest mail, or today, whose key may be still to come.
    @Override
    public LocalDate firstDay(Turn turn) {
        Instant oldest =
                turn.get(MAILBOX, MailboxStore.dropped(turn) + 1)
                        .map(SealedMail::receivedAt)
                        .orElse(turn.now());
        return LocalDate.ofInstant(oldest, ZoneOffset.UTC);
    }
}
