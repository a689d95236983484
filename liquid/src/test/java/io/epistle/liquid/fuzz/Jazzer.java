package io.epistle.liquid.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Jazzer on one target, as a process of its own: libFuzzer's mutations, guided by which branches
/// of the engine an input reaches.
///
/// @param target class with `fuzzerTestOneInput(byte[])`
/// @param folder where corpus and findings are kept
record Jazzer(Class<?> target, Path folder) {
    /// Seconds on the clock that one input may take. The first one waits for all classes to be
    /// instrumented, on a machine that may be busy; the targets themselves bound processor time.
    private static final int INPUT_SECONDS_MAX = 60;

    /// Long enough for templates that nest and repeat.
    private static final int INPUT_BYTES_MAX = 4096;

    /// Megabytes past which an input counts as using up the memory.
    private static final int MEMORY_MEGABYTES_MAX = 3000;

    /// What came of a run.
    ///
    /// @param found whether an input broke the target
    /// @param log all that Jazzer said
    record Run(boolean found, String log) {}

    /// Tries inputs for some seconds, up to the first that breaks the target.
    ///
    /// @param seeds inputs to start from, besides those of earlier runs
    /// @param words words to put into inputs
    Run run(int seconds, List<byte[]> seeds, List<String> words)
            throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path dictionary = folder.resolve("words");
        Files.write(dictionary, words.stream().map(word -> '"' + word + '"').toList());
        Path log = folder.resolve("log");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx1g",
                                "-XX:+UseSerialGC",
                                "-XX:+EnableDynamicAgentLoading",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "com.code_intelligence.jazzer.Jazzer",
                                "--target_class=" + target.getName(),
                                "--instrumentation_includes=io.epistle.liquid.**",
                                "--reproducer_path=" + folder,
                                "-artifact_prefix=" + folder + "/",
                                words.isEmpty() ? "-verbosity=1" : "-dict=" + dictionary,
                                "-max_total_time=" + seconds,
                                "-max_len=" + INPUT_BYTES_MAX,
                                "-timeout=" + INPUT_SECONDS_MAX,
                                "-rss_limit_mb=" + MEMORY_MEGABYTES_MAX,
                                corpus.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            return new Run(process.waitFor() != 0, Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
    }
}
