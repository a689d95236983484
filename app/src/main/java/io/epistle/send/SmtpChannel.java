package io.epistle.send;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import javax.net.ssl.SSLContext;

/// Sends through an SMTP relay over a pool of connections, which it opens as needed, uses again and
/// closes after a number of messages.
///
/// A relay may close a connection that lies idle, and only the next message finds out. Since the
/// break is seen before the hand-over, the message moves to another connection by itself.
public final class SmtpChannel implements Channel {

    /// Connections idle for longer are not used again: many servers give up after half a minute.
    private static final Duration IDLE_MAX = Duration.ofSeconds(20);

    private final String name;
    private final SmtpSettings settings;
    private final SSLContext trust;
    private final Semaphore slots;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    /// A channel that has not connected yet.
    ///
    /// @param name how the configuration calls it
    /// @param trust which certificates to believe, usually `SSLContext.getDefault()`
    public SmtpChannel(String name, SmtpSettings settings, SSLContext trust) {
        this.name = name;
        this.settings = settings;
        this.trust = trust;
        this.slots = new Semaphore(settings.connectionsMax(), true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int deliveriesMax() {
        return settings.connectionsMax();
    }

    @Override
    public DeliveryOutcome deliver(Envelope envelope, byte[] message, HandOver handOver) {
        SmtpContent content = SmtpContent.of(message);
        try {
            slots.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new DeliveryOutcome.Unsent(
                    Stage.CONNECT, "interrupted while waiting for a connection");
        }
        try {
            return deliverOnAny(envelope, content, handOver);
        } finally {
            slots.release();
        }
    }

    /// Says farewell on idle connections. Those in use are closed when their delivery ends.
    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
        }
        for (Optional<SmtpClient> client = takeIdle(); client.isPresent(); client = takeIdle()) {
            client.get().close();
        }
    }

    private DeliveryOutcome deliverOnAny(
            Envelope envelope, SmtpContent content, HandOver handOver) {
        if (isClosed()) {
            return new DeliveryOutcome.Unsent(Stage.CONNECT, "the channel is closed");
        }
        for (Optional<SmtpClient> used = takeIdle(); used.isPresent(); used = takeIdle()) {
            DeliveryOutcome outcome = deliverOn(used.get(), envelope, content, handOver);
            if (!isStale(outcome)) {
                return outcome;
            }
        }
        return switch (SmtpConnector.connect(settings, trust)) {
            case SmtpConnector.Attempt.Connected connected ->
                    deliverOn(connected.client(), envelope, content, handOver);
            case SmtpConnector.Attempt.Failed failed -> failed.outcome();
        };
    }

    private DeliveryOutcome deliverOn(
            SmtpClient client, Envelope envelope, SmtpContent content, HandOver handOver) {
        try {
            return client.deliver(envelope, content, handOver);
        } finally {
            giveBack(client);
        }
    }

    /// Whether a connection used before turned out to be dead before the first answer.
    private static boolean isStale(DeliveryOutcome outcome) {
        return outcome instanceof DeliveryOutcome.Unsent unsent && unsent.stage() == Stage.MAIL;
    }

    private Optional<SmtpClient> takeIdle() {
        while (true) {
            Idle candidate;
            boolean fresh;
            synchronized (idle) {
                if (idle.isEmpty()) {
                    return Optional.empty();
                }
                candidate = idle.pop();
                fresh = closed || System.nanoTime() - candidate.sinceNanos() < IDLE_MAX.toNanos();
            }
            if (fresh) {
                return Optional.of(candidate.client());
            }
            candidate.client().close();
        }
    }

    private void giveBack(SmtpClient client) {
        if (!client.isOpen()) {
            return;
        }
        boolean kept = false;
        if (client.deliveries() < settings.messagesPerConnectionMax()) {
            synchronized (idle) {
                if (!closed) {
                    idle.push(new Idle(client, System.nanoTime()));
                    kept = true;
                }
            }
        }
        if (!kept) {
            client.close();
        }
    }

    private boolean isClosed() {
        synchronized (idle) {
            return closed;
        }
    }

    private record Idle(SmtpClient client, long sinceNanos) {}
}
