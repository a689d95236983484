package io.epistle;

import io.epistle.send.MailboxLimits;
import io.epistle.send.MailboxServer;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// A relay on this machine that writes down to whom it got mails, in order and each as often as it
/// did.
final class RelaySink implements AutoCloseable {
    private final List<String> recipients = new ArrayList<>();
    private final MailboxServer server;

    RelaySink() {
        try {
            server =
                    MailboxServer.start(
                            InetAddress.getLoopbackAddress(),
                            0,
                            MailboxLimits.standard(),
                            (envelope, _) -> received(envelope.recipients()));
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    private synchronized void received(List<String> to) {
        recipients.addAll(to);
    }

    int port() {
        return server.port();
    }

    synchronized List<String> recipients() {
        return List.copyOf(recipients);
    }

    @Override
    public void close() {
        server.close();
    }
}
