package io.epistle.send;

import static io.epistle.send.MailboxStore.COUNTS;
import static io.epistle.send.MailboxStore.DAY_KEYS;
import static io.epistle.send.MailboxStore.DROPPED;
import static io.epistle.send.MailboxStore.MAILBOX;

import io.epistle.send.MailboxStore.SealedMail;
import io.epistle.store.Retention;
import io.epistle.store.Rows.Row;
import io.epistle.store.Turn;
import io.epistle.store.Writer;
import io.epistle.vault.Vault;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps the built-in mailbox within its bounds: the oldest mails go first, and the key of a day
/// with the last of its mails.
public final class MailboxRetention implements Retention {
    /// A turn that drops more would keep others waiting.
    private static final int DROPPED_MAX = 1_000;

    private final Vault vault;
    private final MailboxBounds bounds;

    /// A retention under `bounds`.
    public MailboxRetention(Vault vault, MailboxBounds bounds) {
        this.vault = vault;
        this.bounds = bounds;
    }

    @Override
    public long shorten(Writer writer) {
        long dropped = 0;
        for (long now = DROPPED_MAX; now == DROPPED_MAX; dropped += now) {
            now = writer.apply(this::drop);
        }
        List<Row<String, Long>> days = writer.apply(this::emptyDays);
        days.forEach(day -> vault.destroy(day.value()));
        if (!days.isEmpty()) {
            boolean _ =
                    writer.apply(turn -> {
                        days.forEach(day -> turn.delete(DAY_KEYS, day.key()));
                        return true;
                    });
        }
        return dropped;
    }

    private long drop(Turn turn) {
        Instant from = turn.now().minus(bounds.age());
        long received = MailboxStore.count(turn);
        long gone = MailboxStore.dropped(turn);
        long dropped = 0;
        for (long number = gone + 1; number <= received && dropped < DROPPED_MAX; number++) {
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

    /// The days before that of the oldest mail, with the slots of their keys; that of today has its
    /// key still to come.
    private List<Row<String, Long>> emptyDays(Turn turn) {
        LocalDate first =
                turn.get(MAILBOX, MailboxStore.dropped(turn) + 1)
                        .map(mail -> LocalDate.ofInstant(mail.receivedAt(), ZoneOffset.UTC))
                        .orElseGet(() -> LocalDate.ofInstant(turn.now(), ZoneOffset.UTC));
        List<Row<String, Long>> days = new ArrayList<>();
        turn.scan(
                DAY_KEYS,
                new byte[0],
                (day, slot) ->
                        LocalDate.parse(day).isBefore(first) && days.add(new Row<>(day, slot)));
        return days;
    }
}
