package io.epistle.send;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A server that does to each connection exactly what its script says, right or wrong. The n-th
/// connection gets the n-th script; further ones are closed at once.
final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Script> scripts;
    private final List<String> heard = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private int connections;

    private ScriptedServer(ServerSocket listener, List<Script> scripts) {
        this.listener = listener;
        this.scripts = List.copyOf(scripts);
    }

    /// What to do with one connection.
    @FunctionalInterface
    interface Script {
        void play(Peer client) throws IOException;
    }

    static ScriptedServer playing(Script... scripts) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ScriptedServer server = new ScriptedServer(listener, List.of(scripts));
        server.start(server::accept);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Every line heard so far, over all connections.
    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    synchronized int connections() {
        return connections;
    }

    /// Ends what still stalls and waits for all scripts.
    @Override
    public void close() throws IOException {
        closing.countDown();
        listener.close();
        List<Thread> running;
        synchronized (this) {
            running = List.copyOf(threads);
        }
        for (Thread thread : running) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = listener.accept();
                Script script;
                synchronized (this) {
                    script = connections < scripts.size() ? scripts.get(connections) : client -> {};
                    connections++;
                }
                start(() -> play(script, socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void play(Script script, Socket socket) {
        try (socket) {
            script.play(new Peer(socket));
        } catch (IOException e) {
            // The client left; the test asserts what the client makes of it.
        }
    }

    private synchronized void start(Runnable task) {
        threads.add(Thread.ofVirtual().start(task));
    }

    /// The client, as a script sees it.
    final class Peer {

        private final Socket plain;
        private Socket socket;
        private InputStream in;

        private Peer(Socket socket) throws IOException {
            this.plain = socket;
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            socket.setTcpNoDelay(true);
        }

        /// Sends a line, with its CRLF.
        Peer say(String line) throws IOException {
            return raw(line + "\r\n");
        }

        Peer raw(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return this;
        }

        /// Waits for a line.
        Peer hear() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = next(); b != '\n'; b = next()) {
                line.append((char) b);
            }
            synchronized (ScriptedServer.this) {
                heard.add(line.toString().stripTrailing());
            }
            return this;
        }

        /// Waits for a line, then answers.
        Peer hearAndSay(String reply) throws IOException {
            return hear().say(reply);
        }

        /// Waits for content up to its final dot.
        Peer hearContent() throws IOException {
            StringBuilder content = new StringBuilder("\r\n");
            while (!endsWith(content, "\r\n.\r\n")) {
                content.append((char) next());
            }
            return this;
        }

        /// Waits for so many bytes.
        Peer hearBytes(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                next();
            }
            return this;
        }

        /// Does nothing until the test ends.
        void stall() {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /// Sends the bytes again and again, a pause after each, until the client leaves.
        void drip(String bytes, long pauseMillis) throws IOException {
            try {
                while (!closing.await(pauseMillis, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    raw(bytes);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /// Closes with a reset: the client sees the break at once.
        void reset() throws IOException {
            plain.setSoLinger(true, 0);
            plain.close();
        }

        Peer encrypt(SSLContext key) throws IOException {
            SSLSocket encrypted =
                    (SSLSocket)
                            key.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
            encrypted.setUseClientMode(false);
            encrypted.startHandshake();
            socket = encrypted;
            in = new BufferedInputStream(encrypted.getInputStream());
            return this;
        }

        /// Greeting and EHLO with the given features.
        Peer welcome(String... features) throws IOException {
            say("220 scripted").hear().raw("250-scripted\r\n");
            for (String feature : features) {
                raw("250-" + feature + "\r\n");
            }
            return say("250 HELP");
        }

        /// MAIL, RCPT and DATA, all accepted.
        Peer takeEnvelope() throws IOException {
            return hearAndSay("250 ok").hearAndSay("250 ok").hearAndSay("354 go on");
        }

        /// A whole message.
        Peer takeMessage(String confirmation) throws IOException {
            return takeEnvelope().hearContent().say(confirmation);
        }

        private int next() throws IOException {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the client left");
            }
            return b;
        }

        private static boolean endsWith(StringBuilder text, String end) {
            return text.length() >= end.length()
                    && text.indexOf(end, text.length() - end.length()) >= 0;
        }
    }
}
