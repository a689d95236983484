package io.epistle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that an option of the command line names, or the folder of which it names.
///
/// @param path where it is
/// @param option the option, such as `--json`, which sentences about the file advise to change
record NamedFile(Path path, String option) {
    /// What is to be read is there before the work begins.
    ///
    /// @param expected what it is to be, such as `an export of order lines`
    /// @throws Command.Refusal where there is no file
    void requireThere(String expected) {
        if (!Files.isRegularFile(path)) {
            throw new Command.Refusal(
                    "Found no file %s; give %s the path of %s.".formatted(path, option, expected));
        }
    }

    /// What cannot be written at the end is refused at the beginning. Makes its folder.
    ///
    /// @throws Command.Refusal where the file cannot be written
    void requireWritable() {
        Path folder = path.toAbsolutePath().getParent();
        boolean fits = folder == null || !Files.exists(folder) || Files.isWritable(folder);
        if (Files.isDirectory(path) || !fits) {
            throw new Command.Refusal(
                    "The file %s cannot be written; name another place with %s."
                            .formatted(path, option));
        }
        try {
            makeFolder();
        } catch (IOException refused) {
            throw new Command.Refusal(
                    "The folder of %s cannot be made; name another place with %s."
                            .formatted(path, option));
        }
    }

    /// Writes a text over what the file held. Makes its folder.
    ///
    /// @throws Command.Refusal where it cannot be written
    void write(String text) {
        try {
            makeFolder();
            Files.writeString(path, text);
        } catch (IOException refused) {
            throw new Command.Refusal(
                    "The file %s cannot be written (%s); name another place with %s."
                            .formatted(path, refused.getClass().getSimpleName(), option));
        }
    }

    private void makeFolder() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }
}
