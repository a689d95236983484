package io.epistle;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A command of the product in a process of its own.
///
/// @param process the process
/// @param address where it serves
record ServerProcess(Process process, URI address) implements AutoCloseable {
    /// Starts `epistle serve` on a free port; it answers when this returns.
    static ServerProcess serve(Path data) throws IOException {
        return serve(data, List.of());
    }

    /// The same with further options for Java.
    static ServerProcess serve(Path data, List<String> options) throws IOException {
        Process process =
                start(options, "serve", "--port", ServeCommand.freePort(), "--data", data);
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("Events are collected")) {
                return new ServerProcess(
                        process, URI.create(line.replaceAll(".*(http://[^/]+/).*", "$1")));
            }
        }
        throw new AssertionError("The server ended: " + said);
    }

    /// Starts a command line.
    static Process start(Object... words) throws IOException {
        return start(List.of(), words);
    }

    private static Process start(List<String> options, Object... words) throws IOException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path")));
        line.addAll(options);
        line.add("io.epistle.Main");
        for (Object word : words) {
            line.add(word.toString());
        }
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    /// Ends the process at once, as a power cut would.
    void kill() {
        Process _ = process.destroyForcibly().onExit().join();
    }

    /// Asks the process to end (SIGTERM) and waits until it has; returns its exit code.
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        kill();
    }
}
