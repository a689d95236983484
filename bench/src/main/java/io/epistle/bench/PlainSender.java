package io.epistle.bench;

import io.epistle.compose.EmailAddress;
import io.epistle.send.Credentials;
import io.epistle.send.DeliveryOutcome;
import io.epistle.send.Encryption;
import io.epistle.send.Envelope;
import io.epistle.send.SmtpChannel;
import io.epistle.send.SmtpSettings;
import io.epistle.send.SmtpTimeouts;

import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

/// The limit of all sending: finished messages handed to a relay, with nothing to choose, compose,
/// ask or write down.
final class PlainSender {
    private static final EmailAddress FROM = EmailAddress.of("shop@example.com");

    /// What a relay on the same machine takes; the product is told to open as many.
    static final int CONNECTIONS = 32;

    private static final int ONE_BY_ONE = 500;

    private PlainSender() {}

    /// Messages a second over all connections.
    static double perSecond(byte[] message, int messages) {
        try (Relay relay = Relay.start();
                SmtpChannel channel = channel(relay)) {
            AtomicInteger next = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            long began = System.nanoTime();
            for (int one = 0; one < channel.deliveriesMax(); one++) {
                threads.add(
                        Thread.ofVirtual()
                                .start(() -> {
                                    int number = next.getAndIncrement();
                                    while (number < messages) {
                                        deliver(channel, number, message);
                                        number = next.getAndIncrement();
                                    }
                                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            if (relay.reached() != messages) {
                throw new Unanswered(
                        "The plain sender reached %,d of %,d."
                                .formatted(relay.reached(), messages));
            }
            return messages / ((System.nanoTime() - began) / 1e9);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unanswered("The benchmark was interrupted.");
        }
    }

    /// How long one message takes where there is no other.
    static Latencies oneByOne(byte[] message) {
        Latencies latencies = new Latencies();
        try (Relay relay = Relay.start();
                SmtpChannel channel = channel(relay)) {
            for (int number = 0; number < 2 * ONE_BY_ONE; number++) {
                long began = System.nanoTime();
                deliver(channel, number, message);
                if (number >= ONE_BY_ONE) {
                    latencies.add(System.nanoTime() - began);
                }
            }
        }
        return latencies;
    }

    private static SmtpChannel channel(Relay relay) {
        try {
            return new SmtpChannel(
                    "plain",
                    new SmtpSettings(
                            "127.0.0.1",
                            relay.port(),
                            Encryption.NONE,
                            new Credentials.None(),
                            "localhost",
                            SmtpTimeouts.standard(),
                            CONNECTIONS,
                            100),
                    SSLContext.getDefault());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this JDK has no TLS", impossible);
        }
    }

    private static void deliver(SmtpChannel channel, int number, byte[] message) {
        DeliveryOutcome outcome =
                channel.deliver(
                        new Envelope(FROM, EmailAddress.of("p%d@example.com".formatted(number))),
                        message,
                        () -> true);
        if (!(outcome instanceof DeliveryOutcome.Accepted)) {
            throw new Unanswered("The relay did not take a message: %s.".formatted(outcome));
        }
    }
}
