package io.epistle.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// `epistle serve` as a process of its own, until it is closed.
final class ServingProcess implements AutoCloseable {
    private static final String MARK = "The console is at ";
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final URI address;

    private ServingProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /// Starts a server on a free port; it answers when this returns.
    ///
    /// @throws Unanswered where it does not
    static ServingProcess start(Place place, Object... arguments) {
        try {
            Process process =
                    new ProcessBuilder(EpistleProcess.command(place, arguments))
                            .redirectErrorStream(true)
                            .start();
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            StringBuilder said = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith(MARK)) {
                    Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
                    String console = line.substring(MARK.length(), line.indexOf(". Stop"));
                    return new ServingProcess(process, URI.create(console).resolve("/"));
                }
            }
            throw new Unanswered("The server did not start: %s".formatted(said.toString().strip()));
        } catch (IOException refused) {
            throw new Unanswered("Java cannot be started: %s.".formatted(refused.getMessage()));
        }
    }

    /// Where it answers.
    URI address() {
        return address;
    }

    /// The processor time it has used.
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// Tells it to stop, and waits until it has.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new Unanswered(
                        "The server did not stop within %d seconds.".formatted(PATIENCE_SECONDS));
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
