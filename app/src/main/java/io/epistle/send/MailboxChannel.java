package io.epistle.send;

import java.io.IOException;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;

import javax.net.ssl.SSLContext;

/// The way to the built-in mailbox: real SMTP to a server on this machine that stores what it
/// receives, so that nothing leaves it.
public final class MailboxChannel implements Channel {
    private final MailboxServer server;
    private final Channel smtp;

    private MailboxChannel(MailboxServer server, Channel smtp) {
        this.server = server;
        this.smtp = smtp;
    }

    /// Starts the server on a free port.
    ///
    /// @throws IOException where there is none
    public static MailboxChannel open(MailboxSink sink) throws IOException {
        MailboxServer server =
                MailboxServer.start(
                        InetAddress.getLoopbackAddress(), 0, MailboxLimits.standard(), sink);
        try {
            return new MailboxChannel(
                    server,
                    new SmtpChannel(
                            "mailbox",
                            SmtpSettings.plain("127.0.0.1", server.port()),
                            SSLContext.getDefault()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this JDK has no TLS", impossible);
        }
    }

    @Override
    public String name() {
        return smtp.name();
    }

    @Override
    public int deliveriesMax() {
        return smtp.deliveriesMax();
    }

    @Override
    public DeliveryOutcome deliver(Envelope envelope, byte[] message, HandOver handOver) {
        return smtp.deliver(envelope, message, handOver);
    }

    @Override
    public void close() {
        smtp.close();
        server.close();
    }
}
