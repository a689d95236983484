package io.epistle.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A command of the product run as users run it: as a process of its own.
///
/// @param seconds from its start to its end, the start of Java included
/// @param said what it printed
record EpistleProcess(double seconds, String said) {
    /// Runs a command to its end.
    ///
    /// @throws Unanswered where it fails
    static EpistleProcess run(Place place, Object... arguments) {
        try {
            long began = System.nanoTime();
            Process process =
                    new ProcessBuilder(command(place, arguments)).redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            double seconds = (System.nanoTime() - began) / 1e9;
            if (code != 0) {
                throw new Unanswered(
                        "epistle %s ended with %d: %s".formatted(arguments[0], code, said.strip()));
            }
            return new EpistleProcess(seconds, said);
        } catch (IOException refused) {
            throw new Unanswered("Java cannot be started: %s.".formatted(refused.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unanswered("The benchmark was interrupted.");
        }
    }

    /// The words that start a command.
    static List<String> command(Place place, Object... arguments) {
        List<String> command = new ArrayList<>(java(place));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /// The options of the launcher.
    private static List<String> java(Place place) {
        Path jar = place.home().resolve("app/target/epistle.jar");
        if (!Files.exists(jar)) {
            throw new Unanswered("Found no %s; bench/run builds it.".formatted(jar));
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-XX:MaxRAMPercentage=40",
                "--enable-native-access=ALL-UNNAMED",
                "-Depistle.home=" + place.home(),
                "-jar",
                jar.toString());
    }
}
