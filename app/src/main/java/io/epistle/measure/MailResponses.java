package io.epistle.measure;

import io.epistle.compose.LinkToken;
import io.epistle.compose.SendId;
import io.epistle.event.Fact;
import io.epistle.event.Struct;
import io.epistle.privacy.MailTracking;
import io.epistle.privacy.TrackingLevel;
import io.epistle.send.Ledger;
import io.epistle.send.LedgerEntry;
import io.epistle.send.MailLinks;
import io.epistle.send.Recipients;
import io.epistle.send.Recipients.Recipient;
import io.epistle.send.Response;
import io.epistle.store.Turn;
import io.epistle.store.Writer;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// What people and machines do with a mail, as facts on the timeline of whom it was sent to:
/// durable when a call returns, and decided in the same turn, so that a click moves its person into
/// the segments that ask for it.
///
/// The same thing within a second is told once, so that a request made twice counts once. Whoever
/// was erased or objected to being tracked is told nothing of; their links lead on nevertheless.
public final class MailResponses implements Following {
    /// The name of facts that somebody followed a link; what a machine followed is [#SCANNED].
    public static final String CLICKED = "Email Link Clicked";

    /// The name of facts that a machine followed a link. A name of their own keeps scanners out of
    /// every rule that asks who clicked.
    public static final String SCANNED = "Email Link Scanned";

    /// The name of facts that the image of a mail was loaded, by whomever.
    public static final String OPENED = "Email Opened";

    /// Facts that one message may add to a timeline, of clicks and openings together: more than a
    /// reader ever does, and a bound for whoever asks for a link again and again.
    static final int FACTS_MAX = 200;

    private final Writer writer;
    private final Ledger ledger;
    private final MailLinks links;
    private final Recipients recipients;
    private final boolean clockStands;

    /// Responses to the mails of a ledger.
    ///
    /// @param clockStands whether the writer's clock stands, so that no time ever passes between a
    ///   mail and a click
    public MailResponses(
            Writer writer,
            Ledger ledger,
            MailLinks links,
            Recipients recipients,
            boolean clockStands) {
        this.writer = writer;
        this.ledger = ledger;
        this.links = links;
        this.recipients = recipients;
        this.clockStands = clockStands;
    }

    @Override
    public Optional<String> click(String token, Visit visit) {
        Optional<LinkToken> link = links.click(token);
        link.ifPresent(genuine -> {
            boolean _ = writer.apply(turn -> click(turn, genuine, visit));
        });
        return link.map(LinkToken::location);
    }

    @Override
    public boolean open(String token, Visit visit) {
        Optional<SendId> sendId = links.open(token);
        sendId.ifPresent(genuine -> {
            boolean _ = writer.apply(turn -> open(turn, genuine, visit));
        });
        return sendId.isPresent();
    }

    private boolean click(Turn turn, LinkToken link, Visit visit) {
        Optional<Recipient> found = recipients.find(turn, link.sendId());
        if (found.isEmpty()) {
            return false;
        }
        Visit.Told told = visit.click(since(turn, found.get()));
        boolean machine = told.traffic() == Traffic.MACHINE;
        boolean stored =
                tell(
                        turn,
                        found.get(),
                        tracking(turn, found.get()).links(),
                        machine ? SCANNED : CLICKED,
                        "%s:%s:%d"
                                .formatted(
                                        machine ? "scanned" : "clicked",
                                        link.sendId(),
                                        link.link()),
                        told,
                        Struct.builder()
                                .put("link_id", Integer.toString(link.link()))
                                .put("link_url", link.target()));
        if (stored && told.traffic() == Traffic.HUMAN) {
            boolean _ = ledger.note(turn, found.get().entry().key(), Response.CLICK);
        }
        return stored;
    }

    private boolean open(Turn turn, SendId sendId, Visit visit) {
        Optional<Recipient> found = recipients.find(turn, sendId);
        if (found.isEmpty()) {
            return false;
        }
        Visit.Told told = visit.open(since(turn, found.get()));
        boolean stored =
                tell(
                        turn,
                        found.get(),
                        tracking(turn, found.get()).opens(),
                        OPENED,
                        "opened:%s:%s".formatted(sendId, told.traffic().word()),
                        told,
                        Struct.builder());
        if (stored) {
            boolean _ = ledger.note(turn, found.get().entry().key(), Response.OPEN);
            if (told.traffic() == Traffic.HUMAN) {
                boolean _ = ledger.note(turn, found.get().entry().key(), Response.HUMAN_OPEN);
            }
        }
        return stored;
    }

    private static MailTracking tracking(Turn turn, Recipient found) {
        return MailTracking.of(found.consents(turn.now()));
    }

    private Optional<Duration> since(Turn turn, Recipient found) {
        return clockStands
                ? Optional.empty()
                : Optional.of(Duration.between(found.entry().changedAt(), turn.now()));
    }

    private boolean tell(
            Turn turn,
            Recipient found,
            TrackingLevel level,
            String name,
            String idStart,
            Visit.Told told,
            Struct.Builder particulars) {
        if (level == TrackingLevel.NONE) {
            return false;
        }
        LedgerEntry entry = found.entry();
        Instant at = at(turn.now(), entry, level);
        String messageId = idStart + ":" + at.getEpochSecond();
        String sendId = entry.sendId().toString();
        List<Fact> earlier =
                found.timeline().facts().stream().filter(fact -> isOf(fact, sendId)).toList();
        if (earlier.size() >= FACTS_MAX
                || earlier.stream().anyMatch(fact -> fact.event().messageId().equals(messageId))) {
            return false;
        }
        particulars.put("variant", entry.variant()).put("traffic", told.traffic().word());
        if (!told.reason().isEmpty()) {
            particulars.put("traffic_reason", told.reason());
        }
        recipients.tell(turn, found, messageId, name, at, particulars);
        return true;
    }

    /// Whether a fact is a response to a message.
    private static boolean isOf(Fact fact, String sendId) {
        boolean response =
                switch (fact.name()) {
                    case CLICKED, SCANNED, OPENED -> true;
                    default -> false;
                };
        return response && fact.properties().text("send_id").filter(sendId::equals).isPresent();
    }

    /// The moment that is kept: where the day alone may be known, its beginning in UTC, but not
    /// before the mail.
    private static Instant at(Instant now, LedgerEntry entry, TrackingLevel level) {
        if (level == TrackingLevel.FULL) {
            return now;
        }
        Instant day = now.truncatedTo(ChronoUnit.DAYS);
        Instant sent = entry.changedAt();
        return day.isBefore(sent) && !sent.isAfter(now) ? sent : day;
    }
}
