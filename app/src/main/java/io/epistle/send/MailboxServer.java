package io.epistle.send;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// An embedded SMTP server that gives every message to a [MailboxSink] and answers 250 only when
/// the sink has returned: what was accepted is stored.
///
/// It follows RFC 5321 with PIPELINING, SIZE, 8BITMIME and SMTPUTF8, one virtual thread for each
/// client. It accepts any address, relays nothing, and takes only CRLF for the end of a line: what
/// else might be one is where forged messages are smuggled in.
public final class MailboxServer implements AutoCloseable {

    /// How long closing waits for messages that are being received.
    private static final Duration DRAIN_MAX = Duration.ofSeconds(5);

    private static final int COMMAND_BYTES_MAX = 2_048;
    private static final int BACKLOG = 200;
    private static final long ACCEPT_PAUSE_NANOS = 1_000_000;
    private static final int BUFFER_BYTES = 16_384;

    /// Content over the limit is read to its end and refused, but not more than this many times it.
    private static final int OVERRUN_FACTOR = 10;

    private final ServerSocket listener;
    private final MailboxLimits limits;
    private final MailboxSink sink;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Session> sessions = new ArrayList<>();
    private boolean closing;

    private MailboxServer(ServerSocket listener, MailboxLimits limits, MailboxSink sink) {
        this.listener = listener;
        this.limits = limits;
        this.sink = sink;
    }

    /// Starts a server.
    ///
    /// @param address where to listen, usually the loopback address
    /// @param port 1 to 65535, or 0 for any that is free
    /// @throws IOException when it cannot listen there; the message says what to do
    public static MailboxServer start(
            InetAddress address, int port, MailboxLimits limits, MailboxSink sink)
            throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw new IOException(
                    "cannot receive mail at "
                            + address.getHostAddress()
                            + ":"
                            + port
                            + " ("
                            + e.getMessage()
                            + "): stop the program that uses this port or choose another",
                    e);
        }
        MailboxServer server = new MailboxServer(listener, limits, sink);
        Thread.ofVirtual().name("mailbox").start(server::accept);
        return server;
    }

    /// The port it listens on.
    public int port() {
        return listener.getLocalPort();
    }

    /// Stops listening, lets messages that are being received finish for up to five seconds, and
    /// drops the rest.
    @Override
    public void close() {
        synchronized (sessions) {
            closing = true;
            sessions.stream().filter(session -> !session.receiving).forEach(Session::drop);
        }
        closeQuietly(listener);
        threads.shutdown();
        try {
            if (threads.awaitTermination(DRAIN_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (sessions) {
            sessions.forEach(Session::drop);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                welcome(listener.accept());
            } catch (IOException e) {
                // Either the listener was closed, which ends the loop, or one client was gone
                // before it was greeted, or the system is out of sockets and needs a moment.
                LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
            }
        }
    }

    private void welcome(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        Session session = new Session(socket);
        boolean taken;
        synchronized (sessions) {
            taken = !closing && sessions.size() < limits.connectionsMax();
            if (taken) {
                sessions.add(session);
            }
        }
        if (taken) {
            threads.execute(session);
        } else {
            try (socket) {
                socket.getOutputStream()
                        .write(
                                "421 4.3.2 Too many connections\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Closing is all that could be done with it.
        }
    }

    /// One client.
    private final class Session implements Runnable {

        private final Socket socket;
        private final MailboxDialogue dialogue = new MailboxDialogue(limits);
        private final byte[] buffer = new byte[BUFFER_BYTES];
        private final StringBuilder answers = new StringBuilder();
        private int position;
        private int limit;
        private boolean receiving;

        private Session(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void run() {
            try (socket) {
                socket.setSoTimeout(Math.clamp(limits.idle().toMillis(), 1, Integer.MAX_VALUE));
                answer("220 epistle ESMTP");
                try {
                    converse();
                } catch (SocketTimeoutException e) {
                    answer("421 4.4.2 Silent for too long");
                }
                flush();
            } catch (IOException e) {
                // The client is gone; what it had not completed is forgotten, as the standard says.
            } finally {
                synchronized (sessions) {
                    sessions.remove(this);
                }
            }
        }

        private void converse() throws IOException {
            boolean open = true;
            while (open) {
                switch (step()) {
                    case MailboxDialogue.Step.Answer step -> answer(step.reply());
                    case MailboxDialogue.Step.Leave step -> {
                        answer(step.reply());
                        open = false;
                    }
                    case MailboxDialogue.Step.Receive step -> {
                        if (!beginReceiving()) {
                            answer("421 4.3.2 Closing");
                            return;
                        }
                        answer(step.reply());
                        answer(receive(step.envelope()));
                        dialogue.reset();
                        open = endReceiving();
                    }
                }
            }
        }

        private MailboxDialogue.Step step() throws IOException {
            byte[] line = new byte[COMMAND_BYTES_MAX];
            int length = 0;
            boolean overlong = false;
            int b = nextByte();
            while (b != '\n') {
                if (length < line.length) {
                    line[length++] = (byte) b;
                } else {
                    overlong = true;
                }
                b = nextByte();
            }
            if (overlong) {
                return dialogue.overlongLine();
            }
            if (length > 0 && line[length - 1] == '\r') {
                length--;
            }
            return dialogue.next(new String(line, 0, length, StandardCharsets.UTF_8));
        }

        /// Reads a message to its final dot, stores it, and says what to answer.
        private String receive(ReceivedEnvelope envelope) throws IOException {
            MailboxContent content = new MailboxContent(limits);
            long allowed = (long) OVERRUN_FACTOR * limits.messageBytesMax() + COMMAND_BYTES_MAX;
            while (!content.accept(nextByte())) {
                if (content.bytesSeen() > allowed) {
                    throw new IOException("a message without end");
                }
            }
            String problem = content.problem();
            if (!problem.isEmpty()) {
                return problem;
            }
            try {
                sink.received(envelope, content.message());
                return "250 2.0.0 Ok";
            } catch (RuntimeException e) {
                // The sink keeps the cause, see MailboxSink; the client keeps the message.
                return "451 4.3.0 Could not be stored, try again later";
            }
        }

        private boolean beginReceiving() {
            synchronized (sessions) {
                receiving = !closing;
                return receiving;
            }
        }

        private boolean endReceiving() {
            synchronized (sessions) {
                receiving = false;
                return !closing;
            }
        }

        private void drop() {
            closeQuietly(socket);
        }

        private int nextByte() throws IOException {
            if (position == limit) {
                flush();
                limit = socket.getInputStream().read(buffer);
                position = 0;
                if (limit <= 0) {
                    limit = 0;
                    throw new EOFException("the client left");
                }
            }
            return buffer[position++] & 0xFF;
        }

        /// Answers go out together when the client's commands came together (RFC 2920).
        private void answer(String reply) {
            answers.append(reply).append("\r\n");
        }

        private void flush() throws IOException {
            if (!answers.isEmpty()) {
                byte[] bytes = answers.toString().getBytes(StandardCharsets.UTF_8);
                answers.setLength(0);
                socket.getOutputStream().write(bytes);
            }
        }
    }
}
