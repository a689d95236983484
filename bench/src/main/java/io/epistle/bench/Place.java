package io.epistle.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a benchmark works.
///
/// @param home the project's folder
/// @param data the folder with real data; it may be absent
/// @param scratch an empty folder that is deleted afterwards
record Place(Path home, Path data, Path scratch) {
    /// The files of `data`, or none where one of them is absent.
    Optional<List<Path>> real(String... files) {
        List<Path> paths = Stream.of(files).map(data::resolve).toList();
        return paths.stream().allMatch(Files::isRegularFile)
                ? Optional.of(paths)
                : Optional.empty();
    }

    /// An empty folder for one run.
    Path fresh(String name) {
        Path folder = scratch.resolve(name);
        delete(folder);
        return folder;
    }

    /// Deletes a folder and all that is in it.
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
