package io.epistle;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The SDKs that run on Node or in a browser, in the versions of `app/src/test/node`.
final class NodePackages {
    private static final Path ROOT = Path.of(System.getProperty("epistle.root", ".."));
    private static final int PATIENCE_MINUTES = 3;

    private NodePackages() {}

    /// A folder with the packages and everything that uses them; the test is skipped where Node,
    /// npm or the network is absent.
    static Path install() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(ROOT.resolve("app/target/sdks").toAbsolutePath());
        try (Stream<Path> files = Files.list(ROOT.resolve("app/src/test/node"))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        folder.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        assumeTrue(
                succeeds(folder, "node", "--version")
                        && succeeds(
                                folder,
                                "npm",
                                "install",
                                "--no-save",
                                "--omit=optional",
                                "--ignore-scripts",
                                "--no-audit",
                                "--no-fund",
                                "--fetch-retries=1"),
                "skipped: needs Node, npm and a network that they reach packages by");
        return folder;
    }

    private static boolean succeeds(Path folder, String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(List.of(command))
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
