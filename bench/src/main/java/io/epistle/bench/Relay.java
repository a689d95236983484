package io.epistle.bench;

import io.epistle.send.MailboxLimits;
import io.epistle.send.MailboxServer;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// An SMTP server that takes every mail and notes when.
final class Relay implements AutoCloseable {
    private final MailboxServer server;
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private final AtomicLong twice = new AtomicLong();
    private final AtomicReference<byte[]> last = new AtomicReference<>(new byte[0]);

    private Relay() throws IOException {
        server =
                MailboxServer.start(
                        InetAddress.getLoopbackAddress(),
                        0,
                        MailboxLimits.standard(),
                        (envelope, message) -> {
                            String recipient = envelope.recipients().getFirst();
                            if (arrivals.putIfAbsent(recipient, System.nanoTime()) != null) {
                                twice.incrementAndGet();
                            }
                            last.set(message);
                        });
    }

    /// Starts on a free port.
    ///
    /// @throws Unanswered where there is none
    static Relay start() {
        try {
            return new Relay();
        } catch (IOException refused) {
            throw new Unanswered("The relay %s.".formatted(refused.getMessage()));
        }
    }

    int port() {
        return server.port();
    }

    /// How many addresses got mail.
    int reached() {
        return arrivals.size();
    }

    /// Mails to addresses that had one already.
    long twice() {
        return twice.get();
    }

    /// When the first mail to an address was taken, by [System#nanoTime]; absent where none was.
    OptionalLong arrival(String address) {
        Long at = arrivals.get(address);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /// From the first mail to the last.
    double seconds() {
        long first = arrivals.values().stream().mapToLong(at -> at).min().orElse(0);
        long end = arrivals.values().stream().mapToLong(at -> at).max().orElse(0);
        return (end - first) / 1e9;
    }

    /// Mails a second among the last quarter, when the sender's code is compiled.
    double lastQuarterPerSecond() {
        long[] all = arrivals.values().stream().mapToLong(at -> at).sorted().toArray();
        int from = all.length - all.length / 4 - 1;
        return (all.length - 1 - from) * 1e9 / (all[all.length - 1] - all[from]);
    }

    /// The bytes of the last mail; none where there was no mail.
    byte[] last() {
        return last.get();
    }

    @Override
    public void close() {
        server.close();
    }
}
