package io.epistle.send;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// One connection to a server, in the clear or encrypted, with a deadline on every step. For one
/// thread at a time.
///
/// Sockets have time limits for single reads and none for writes; here each step as a whole has
/// one. A step that exceeds it throws [SocketTimeoutException] and leaves the connection useless.
final class WireClient implements AutoCloseable {

    private final Socket plain;
    private Socket socket;
    private ReplyReader replies;
    private OutputStream out;
    private long readDeadlineNanos;

    private WireClient(Socket plain) throws IOException {
        this.plain = plain;
        this.socket = plain;
        this.replies = new ReplyReader(new DeadlineStream());
        this.out = plain.getOutputStream();
    }

    /// Connects to a server.
    ///
    /// @throws IOException when it cannot be reached within the time
    static WireClient connect(String host, int port, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new ServerFaultException("the host name " + host + " cannot be resolved");
            }
            socket.connect(address, millis(timeout));
            return new WireClient(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Encrypts the connection and checks that the certificate is valid for the host.
    ///
    /// @throws IOException when it is not, or the handshake fails, or something arrived in the
    ///   clear that a man in the middle could have slipped in before
    void encrypt(SSLContext trust, String host, Duration timeout) throws IOException {
        if (hasUnread()) {
            throw ServerFaultException.unintelligible("it spoke before the encryption stood");
        }
        SSLSocket encrypted =
                (SSLSocket)
                        trust.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.setSoTimeout(millis(timeout));
        within(timeout, encrypted::startHandshake);
        socket = encrypted;
        replies = new ReplyReader(new DeadlineStream());
        out = encrypted.getOutputStream();
    }

    /// Sends a command line without its CRLF.
    void command(String line, Duration timeout) throws IOException {
        write((line + "\r\n").getBytes(StandardCharsets.UTF_8), timeout);
    }

    /// Sends bytes; when it returns, they are in the system's hands, not necessarily the server's.
    void write(byte[] bytes, Duration timeout) throws IOException {
        within(
                timeout,
                () -> {
                    out.write(bytes);
                    out.flush();
                });
    }

    /// Waits for the next reply.
    Reply reply(Duration timeout) throws IOException {
        readDeadlineNanos = System.nanoTime() + timeout.toNanos();
        return replies.read();
    }

    /// Whether the server has said something that nobody has read.
    boolean hasUnread() throws IOException {
        return replies.hasBuffered() || socket.getInputStream().available() > 0;
    }

    /// Drops the connection at once, without ceremony: on TLS a farewell could block.
    @Override
    public void close() {
        try {
            plain.close();
        } catch (IOException e) {
            // It is closed as far as we are concerned; there is nothing left to do with it.
        }
    }

    /// Runs a step that cannot be given a time limit, and drops the connection when it takes
    /// longer.
    private void within(Duration timeout, Step step) throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        Thread guard = Thread.ofVirtual().unstarted(() -> closeUnlessDone(done, timeout));
        long start = System.nanoTime();
        guard.start();
        try {
            step.run();
        } catch (IOException e) {
            if (System.nanoTime() - start >= timeout.toNanos()) {
                throw timedOut(timeout, e);
            }
            throw e;
        } finally {
            done.countDown();
        }
    }

    private void closeUnlessDone(CountDownLatch done, Duration timeout) {
        try {
            if (!done.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                close();
            }
        } catch (InterruptedException e) {
            close();
        }
    }

    private static SocketTimeoutException timedOut(Duration timeout, IOException cause) {
        SocketTimeoutException timedOut =
                new SocketTimeoutException("not done within " + timeout.toMillis() / 1000.0 + " s");
        timedOut.initCause(cause);
        return timedOut;
    }

    private static int millis(Duration timeout) {
        return Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /// Reads with what is left of the time for the whole reply.
    private final class DeadlineStream extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long left = readDeadlineNanos - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException("no complete reply in time");
            }
            socket.setSoTimeout(millis(Duration.ofNanos(left)));
            return socket.getInputStream().read(bytes, offset, length);
        }
    }
}
