package io.epistle;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Carries out commands that are asked for beside a server that holds the data folder: a socket in
/// the folder, which only its user may open. The words of the command line come in, and what the
/// command says goes out, by the very code that would run without the server.
///
/// A question is the version, the asker's folder, whether somebody looks on, and the words. The
/// answer is a row of parts: what for, how long, and the bytes; the last is the exit code.
final class ControlServer implements AutoCloseable {
    /// The protocol spoken; another one is not answered.
    static final int VERSION = 1;

    /// More words than this are no command.
    static final int WORDS_MAX = 1_000;

    static final int TO_OUT = 1;
    static final int TO_ERR = 2;
    static final int EXIT = 3;

    /// Commands under way get this long to end when the server stops.
    private static final long GRACE_SECONDS = 20;

    /// Runs one command line.
    @FunctionalInterface
    interface Runner {
        /// Runs it and returns the exit code.
        ///
        /// @param asker the folder that relative paths are meant from
        int run(List<String> words, Path asker, Terminal terminal);
    }

    private final Path socket;
    private final ServerSocketChannel listening;
    private final Runner runner;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private ControlServer(Path socket, ServerSocketChannel listening, Runner runner) {
        this.socket = socket;
        this.listening = listening;
        this.runner = runner;
    }

    /// Listens in a folder from now on.
    ///
    /// @throws IOException where the folder allows no socket, such as one with a long path
    static ControlServer start(DataFolder folder, Runner runner) throws IOException {
        Path socket = folder.control();
        // Only one process holds the folder, so what is there was left by one that was killed.
        Files.deleteIfExists(socket);
        Files.createDirectories(socket.getParent());
        Files.setPosixFilePermissions(
                socket.getParent(), PosixFilePermissions.fromString("rwx------"));
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listening.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException | IllegalArgumentException refused) {
            listening.close();
            throw new IOException(refused.getMessage(), refused);
        }
        ControlServer server = new ControlServer(socket, listening, runner);
        var _ = server.threads.submit(server::listen);
        return server;
    }

    private void listen() {
        while (listening.isOpen()) {
            try {
                SocketChannel asker = listening.accept();
                var _ = threads.submit(() -> answer(asker));
            } catch (IOException closed) {
                // Whoever asked is gone, or we are closing: the loop asks which.
                Thread.onSpinWait();
            }
        }
    }

    private void answer(SocketChannel asker) {
        try (asker;
                DataInputStream in = new DataInputStream(Channels.newInputStream(asker));
                DataOutputStream out =
                        new DataOutputStream(
                                new BufferedOutputStream(Channels.newOutputStream(asker)))) {
            if (in.readInt() != VERSION) {
                return;
            }
            Path folder = Path.of(in.readUTF());
            boolean isWatched = in.readBoolean();
            List<String> words = new ArrayList<>();
            for (int left = Math.min(in.readInt(), WORDS_MAX); left > 0; left--) {
                words.add(in.readUTF());
            }
            Terminal terminal = new Terminal(writer(out, TO_OUT), writer(out, TO_ERR), isWatched);
            int code = runner.run(words, folder, terminal);
            synchronized (out) {
                out.writeInt(EXIT);
                out.writeInt(code);
                out.flush();
            }
        } catch (IOException gone) {
            // Whoever asked went away; the command was carried out all the same.
            return;
        }
    }

    private static PrintWriter writer(DataOutputStream out, int where) {
        OutputStream parts =
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        write(new byte[] {(byte) one}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        synchronized (out) {
                            out.writeInt(where);
                            out.writeInt(length);
                            out.write(bytes, from, length);
                        }
                    }

                    @Override
                    public void flush() throws IOException {
                        synchronized (out) {
                            out.flush();
                        }
                    }
                };
        return new PrintWriter(new OutputStreamWriter(parts, StandardCharsets.UTF_8), true);
    }

    /// Takes no further commands and waits a while for those under way.
    @Override
    public void close() {
        try {
            listening.close();
            Files.deleteIfExists(socket);
            threads.shutdown();
            boolean _ = threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException broken) {
            throw new IllegalStateException("the control socket could not be closed", broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
