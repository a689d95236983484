package io.epistle.send;

import java.io.IOException;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;

import javax.net.ssl.SSLContext;

/// The built-in mailbox and the way to it: a server of real SMTP on this machine that stores what
/// it receives, so that nothing leaves it.
public final class BuiltInMailbox implements AutoCloseable {
    private final MailboxServer server;
    private final Channel channel;

    private BuiltInMailbox(MailboxServer server, Channel channel) {
        this.server = server;
        this.channel = channel;
    }

    /// Starts it on a free port.
    ///
    /// @throws IOException where there is none
    public static BuiltInMailbox open(MailboxSink sink) throws IOException {
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
    public Channel channel() {
        return channel;
    }

    @Override
    public void close() {
        channel.close();
        server.close();
    }
}
