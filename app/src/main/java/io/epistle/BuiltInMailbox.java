package io.epistle;

import io.epistle.send.Channel;
import io.epistle.send.MailboxLimits;
import io.epistle.send.MailboxServer;
import io.epistle.send.MailboxSink;
import io.epistle.send.SmtpChannel;
import io.epistle.send.SmtpSettings;

import java.io.IOException;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;

import javax.net.ssl.SSLContext;

/// The built-in mailbox and the way to it: a server of real SMTP on this machine that stores what
/// it receives, so that nothing leaves it.
final class BuiltInMailbox implements AutoCloseable {
    private final MailboxServer server;
    private final Channel channel;

    private BuiltInMailbox(MailboxServer server, Channel channel) {
        this.server = server;
        this.channel = channel;
    }

    /// Starts it on a free port.
    ///
    /// @throws IOException where there is none
    static BuiltInMailbox open(MailboxSink sink) throws IOException {
        MailboxServer server =
                MailboxServer.start(
                        InetAddress.getLoopbackAddress(), 0, MailboxLimits.standard(), sink);
        try {
            return new BuiltInMailbox(
                    server,
                    new SmtpChannel(
                            "mailbox",
                            SmtpSettings.plain("127.0.0.1", server.port()),
                            SSLContext.getDefault()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this JDK has no TLS", impossible);
        }
    }

    /// The way to it.
    Channel channel() {
        return channel;
    }

    @Override
    public void close() {
        channel.close();
        server.close();
    }
}
