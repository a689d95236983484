package io.epistle.send;

import io.epistle.event.Struct;
import io.epistle.privacy.Consent;
import io.epistle.privacy.Consents;
import io.epistle.privacy.Suppressions;
import io.epistle.send.Recipients.Recipient;
import io.epistle.store.Rows;
import io.epistle.store.Turn;
import io.epistle.store.Writer;

import java.util.Optional;

/// What the unsubscribe link of a mail does: the consent is withdrawn as a fact and the address
/// suppressed, in one turn, in effect before the next hand-over. The link of a forwarded mail
/// withdraws for the person it was sent to, and links nobody.
public final class Unsubscribes {
    /// What became of a link.
    public enum Withdrawal {
        /// Withdrawn by this.
        DONE,
        /// Withdrawn before.
        ALREADY,
        /// Not a token of ours.
        UNKNOWN
    }

    private final Rows rows;
    private final Writer writer;
    private final MailLinks links;
    private final Recipients recipients;

    /// Withdrawals by the links of `links`.
    public Unsubscribes(Rows rows, Writer writer, MailLinks links, Recipients recipients) {
        this.rows = rows;
        this.writer = writer;
        this.links = links;
        this.recipients = recipients;
    }

    /// Withdraws what a token names; durable when this returns. Doing it again is harmless.
    public Withdrawal withdraw(String token) {
        return links.sendId(token)
                .flatMap(sendId -> recipients.entry(rows, sendId))
                .map(entry -> writer.apply(turn -> withdraw(turn, entry)))
                .orElse(Withdrawal.UNKNOWN);
    }

    private Withdrawal withdraw(Turn turn, LedgerEntry entry) {
        boolean suppressed = Suppressions.get(turn, entry.key().address()).isPresent();
        Optional<Recipient> agreeing =
                recipients
                        .find(turn, entry)
                        .filter(recipient ->
                                Consents.of(recipient.timeline(), turn.now())
                                        .allowAny(Consent.MARKETING_EMAIL));
        if (suppressed && agreeing.isEmpty()) {
            return Withdrawal.ALREADY;
        }
        Suppressions.add(turn, entry.key().address(), Suppressions.UNSUBSCRIBED);
        agreeing.ifPresent(recipient ->
                recipients.tell(
                        turn,
                        recipient,
                        "unsubscribed:" + recipients.nextSequence(turn),
                        Consent.WITHDRAWN,
                        turn.now(),
                        Struct.builder()
                                .put("purpose", Consent.MARKETING_EMAIL)
                                .put("evidence", "the unsubscribe link of a mail")));
        return Withdrawal.DONE;
    }
}
