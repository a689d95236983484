package io.epistle.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// liquidjs on Node, as a process of its own.
///
/// @param script the program that renders
/// @param files template and data
record Liquidjs(Path script, List<Path> files) {
    private static final String VERSION = "10.30.1";

    /// Installs it where Node and npm are; absent where they are not or npm cannot.
    static Optional<Liquidjs> prepare(Place place, List<Path> files) {
        Path folder = place.scratch().resolve("node");
        try {
            Files.createDirectories(folder);
            Path script = folder.resolve("liquidjs.cjs");
            Files.copy(place.home().resolve("bench/src/main/node/liquidjs.cjs"), script);
            String _ =
                    said(
                            List.of(
                                    "npm",
                                    "install",
                                    "--silent",
                                    "--no-audit",
                                    "--no-fund",
                                    "--prefix",
                                    folder.toString(),
                                    "liquidjs@" + VERSION));
            return Optional.of(new Liquidjs(script, files));
        } catch (IOException | Unanswered missing) {
            return Optional.empty();
        }
    }

    /// What it renders.
    String text() {
        return run("0");
    }

    /// Renders for some seconds, warming up included, and returns what a second of CPU rendered.
    double rendersPerCpuSecond(double seconds) {
        return Double.parseDouble(run(Double.toString(seconds)).strip());
    }

    private String run(String seconds) {
        try {
            return said(
                    List.of(
                            "node",
                            script.toString(),
                            files.getFirst().toString(),
                            files.getLast().toString(),
                            seconds));
        } catch (IOException missing) {
            throw new Unanswered("Node cannot be started: %s.".formatted(missing.getMessage()));
        }
    }

    private static String said(List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new Unanswered("%s ended with %d.".formatted(command.getFirst(), code));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unanswered("The benchmark was interrupted.");
        }
        return said;
    }
}
