package io.epistle.send;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

import javax.net.ssl.SSLContext;

/// The way to the relay, watched: while it takes no mail at all, one message in a while tries again
/// and the others wait, and one line in the log says so. What it refuses to the sender is no fault
/// of a message, which waits too.
public final class RelayChannel implements Channel {
    /// How long nobody tries a relay that took no mail.
    public static final Duration PAUSE_STANDARD = Duration.ofSeconds(15);

    /// A relay that comes and goes fills no log.
    private static final Duration LINES_APART = Duration.ofMinutes(10);

    private static final Logger LOG = System.getLogger(RelayChannel.class.getName());

    /// What is wrong with a message rather than with its sender, though it is answered to `MAIL
    /// FROM`: its size, and addresses beyond ASCII.
    private static final Set<EnhancedCode> ABOUT_THE_MESSAGE =
            Set.of(new EnhancedCode(5, 2, 3), new EnhancedCode(5, 3, 4), new EnhancedCode(5, 6, 7));

    private static final int TOO_LARGE = 552;

    /// That a relay takes no mail, or none from a sender.
    ///
    /// @param since when that began
    /// @param reason the latest one, in a clause without personal data
    public record Outage(Instant since, String reason) {}

    private final Channel over;
    private final Duration pause;
    private final InstantSource clock;
    private Optional<Outage> outage = Optional.empty();
    private Optional<Outage> refusal = Optional.empty();
    private Optional<Instant> toldAt = Optional.empty();
    private boolean isTold;
    private long tryAtNanos;

    /// The way to a relay, whose certificate must be one that this Java believes.
    public static RelayChannel to(SmtpSettings settings, InstantSource clock) {
        try {
            return new RelayChannel(
                    new SmtpChannel(
                            settings.host() + ":" + settings.port(),
                            settings,
                            SSLContext.getDefault()),
                    PAUSE_STANDARD,
                    clock);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this JDK has no TLS", impossible);
        }
    }

    /// Watches a channel, which is closed with this one.
    ///
    /// @param pause how long nobody tries a relay that took no mail
    /// @param clock says since when it did not
    public RelayChannel(Channel over, Duration pause, InstantSource clock) {
        this.over = over;
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public String name() {
        return over.name();
    }

    @Override
    public int deliveriesMax() {
        return over.deliveriesMax();
    }

    /// That the relay takes no mail, or refused a sender since it last took one; absent where
    /// nobody tried.
    public synchronized Optional<Outage> outage() {
        return outage.or(() -> refusal);
    }

    @Override
    public DeliveryOutcome deliver(Envelope envelope, byte[] message, HandOver handOver) {
        if (mayNotTry()) {
            return new DeliveryOutcome.Unsent(
                    Stage.CONNECT, "the relay could not be reached just now");
        }
        DeliveryOutcome outcome = over.deliver(envelope, message, handOver);
        return switch (outcome) {
            case DeliveryOutcome.Unsent unsent -> {
                if (unsent.stage().compareTo(Stage.MAIL) <= 0) {
                    failed(unsent);
                }
                yield unsent;
            }
            case DeliveryOutcome.Rejected(Stage stage, Reply reply)
                    when stage == Stage.MAIL && !isAboutTheMessage(reply) -> {
                refused(reply);
                yield new DeliveryOutcome.Deferred(stage, reply);
            }
            default -> {
                reached(outcome);
                yield outcome;
            }
        };
    }

    private static boolean isAboutTheMessage(Reply reply) {
        return reply.code() == TOO_LARGE
                || reply.enhanced().filter(ABOUT_THE_MESSAGE::contains).isPresent();
    }

    private synchronized void refused(Reply reply) {
        String code = reply.enhanced().map(one -> " " + one).orElse("");
        String reason = "it refuses the sender, %d%s".formatted(reply.code(), code);
        Instant since = refusal.map(Outage::since).orElseGet(clock::instant);
        if (refusal.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "The relay {0} takes no mail: {1}. Messages to it wait and are tried again.",
                    name(),
                    reason);
        }
        refusal = Optional.of(new Outage(since, reason));
    }

    private synchronized boolean mayNotTry() {
        if (outage.isEmpty()) {
            return false;
        }
        long now = System.nanoTime();
        if (now - tryAtNanos < 0) {
            return true;
        }
        tryAtNanos = now + pause.toNanos();
        return false;
    }

    private synchronized void failed(DeliveryOutcome.Unsent unsent) {
        Instant now = clock.instant();
        boolean isNew = outage.isEmpty();
        outage = Optional.of(new Outage(outage.map(Outage::since).orElse(now), unsent.reason()));
        tryAtNanos = System.nanoTime() + pause.toNanos();
        if (isNew && toldAt.filter(at -> now.isBefore(at.plus(LINES_APART))).isEmpty()) {
            toldAt = Optional.of(now);
            isTold = true;
            LOG.log(
                    Level.WARNING,
                    "The relay {0} takes no mail: {1}. Messages to it wait and are tried again.",
                    name(),
                    unsent.reason());
        }
    }

    private synchronized void reached(DeliveryOutcome outcome) {
        if (outcome instanceof DeliveryOutcome.Accepted) {
            refusal = Optional.empty();
        }
        if (isTold) {
            LOG.log(
                    Level.INFO,
                    "The relay {0} takes mail again; it did not since {1}.",
                    name(),
                    outage.map(Outage::since).orElseThrow());
        }
        isTold = false;
        outage = Optional.empty();
    }

    @Override
    public void close() {
        over.close();
    }
}
