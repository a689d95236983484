package io.epistle.send;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import javax.net.ssl.SSLContext;

/// The way to the relay, watched: while it cannot be reached, one message in a while tries again
/// and the others wait, and one line in the log says so.
public final class RelayChannel implements Channel {
    /// How long nobody tries to reach a relay that could not be.
    public static final Duration PAUSE_STANDARD = Duration.ofSeconds(15);

    /// A relay that comes and goes fills no log.
    private static final Duration LINES_APART = Duration.ofMinutes(10);

    private static final Logger LOG = System.getLogger(RelayChannel.class.getName());

    /// That a relay cannot be reached.
    ///
    /// @param since when that began
    /// @param reason the latest one, in a clause without personal data
    public record Outage(Instant since, String reason) {}

    private final Channel over;
    private final Duration pause;
    private final InstantSource clock;
    private Optional<Outage> outage = Optional.empty();
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
    /// @param pause how long nobody tries to reach a relay that could not be
    /// @param clock says since when it could not
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

    /// That the relay cannot be reached; absent where it could be, or nobody tried.
    public synchronized Optional<Outage> outage() {
        return outage;
    }

    @Override
    public DeliveryOutcome deliver(Envelope envelope, byte[] message, HandOver handOver) {
        if (mayNotTry()) {
            return new DeliveryOutcome.Unsent(
                    Stage.CONNECT, "the relay could not be reached just now");
        }
        DeliveryOutcome outcome = over.deliver(envelope, message, handOver);
        if (outcome instanceof DeliveryOutcome.Unsent unsent
                && unsent.stage().compareTo(Stage.MAIL) < 0) {
            failed(unsent);
        } else if (!(outcome instanceof DeliveryOutcome.Unsent)) {
            reached();
        }
        return outcome;
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
                    "The relay {0} cannot be reached: {1}. Messages to it wait and are tried"
                            + " again.",
                    name(),
                    unsent.reason());
        }
    }

    private synchronized void reached() {
        if (isTold) {
            LOG.log(
                    Level.INFO,
                    "The relay {0} is reached again; it was not since {1}.",
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
