package io.epistle.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The project's own files, as the tests of the house rules read them.
final class Sources {
    private Sources() {}

    /// The project's root: the build names it, an IDE starts in the module's folder.
    static Path root() {
        return Path.of(System.getProperty("epistle.root", "..")).toAbsolutePath().normalize();
    }

    /// The folders that hold a Maven module, sorted.
    static List<Path> modules() {
        try (Stream<Path> folders = Files.list(root())) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// All Java sources of all modules, tests included, sorted.
    static List<Path> java() {
        return modules().stream()
                .map(module -> module.resolve("src"))
                .flatMap(folder -> files(folder, ".java").stream())
                .toList();
    }

    /// The files below a folder whose name ends so, sorted; none where there is no such folder.
    static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A file's text, which must be UTF-8.
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("expected UTF-8 text in " + file, failure);
        }
    }
}
